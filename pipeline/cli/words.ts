import type { Language } from './locale.js';

/** What the command line says about itself, in both languages. */
const WORDS = {
  description: [
    '勾稽：复核存档的 GB/T 27922 服务认证审查报告，列出每处不符及其证据',
    'gouji re-checks archived GB/T 27922 service certification audit reports and lists every inconsistency with its evidence',
  ],
  checkDescription: ['审读报告并列出不符之处', 'check reports and list what does not tie up'],
  checkPaths: ['PDF 文件、文件夹（含子文件夹）或 ZIP', 'PDF files, folders (with all below them) or ZIPs'],
  optionFormat: ['输出格式', 'output format'],
  optionLang: ['消息语言（默认按系统区域设置）', 'language of messages (default: by locale)'],
  optionOcr: ['图像页的识别引擎', 'reader for pages that are images'],
  optionPassword: ['加密 PDF 的打开口令', 'password that opens encrypted PDFs'],
  optionJobs: [
    '同时审读的份数（默认按份数与处理器数）',
    'documents checked at the same time (default: by their number and the processors)',
  ],
  optionOut: ['结果写入文件（默认标准输出）', 'write the result to a file (default: standard output)'],
  optionMaxSize: ['单份文件上限，MB', 'limit per document, in MB'],
  optionMaxPages: ['单份页数上限', 'limit of pages per document'],
  optionTimeout: ['单份时限，秒', 'time limit per document, in seconds'],
  optionNoColor: ['不使用颜色', 'no colours'],
  rulesDescription: ['列出全部规则', 'list all rules'],
  inspectDescription: [
    '逐页绘出读到的线条、单元格、勾选框、字段与不符之处',
    'draw each page with the lines, cells, ticks, fields and findings over it',
  ],
  inspectFile: ['一份 PDF', 'one PDF'],
  inspectOut: ['写入的文件夹', 'folder to write to'],
  version: ['显示版本号', 'print the version'],
  help: ['显示帮助', 'show help'],
  exitCodes: [
    '退出码：0 无不符；1 有错误或警告级不符；2 用法错误，或有文件未能读取（其余照常审读）。\n文件夹与 ZIP 内的隐藏文件不读，.txt .json 等附属文件跳过并报数。',
    'Exit codes: 0 nothing failed; 1 a discrepancy of severity error or warning; 2 usage error, or a file could not be read (the others are still checked).\nIn folders and ZIPs hidden files are not read; side files (.txt, .json, …) are skipped and counted.',
  ],
  usageHeading: ['用法：', 'Usage:'],
  argumentsHeading: ['参数：', 'Arguments:'],
  optionsHeading: ['选项：', 'Options:'],
  commandsHeading: ['命令：', 'Commands:'],
  defaultValue: ['默认', 'default'],
  choices: ['可选', 'choices'],
  seeHelp: ['用 gouji --help 查看用法。', 'See gouji --help.'],
  unknownOption: ['未知选项 {what}', 'unknown option {what}'],
  unknownCommand: ['未知命令 {what}', 'unknown command {what}'],
  missingArgument: ['缺少参数 {what}', 'missing argument {what}'],
  missingOption: ['缺少必填选项 {what}', 'missing required option {what}'],
  optionMissingArgument: ['选项 {what} 缺少取值', 'option {what} needs a value'],
  excessArguments: ['参数过多', 'too many arguments'],
  invalidArgument: ['取值不合法：{what}', 'invalid value: {what}'],
  notPositive: ['应为正数：{what}', 'must be a positive number: {what}'],
  notPositiveInteger: ['应为正整数：{what}', 'must be a positive whole number: {what}'],
  ocrNotThere: [
    '注意：本版本不识别图像页，--ocr {what} 不起作用；需要识别的页面会标为未读，文件为“部分读取”。',
    'Note: this version does not read pages that are images, --ocr {what} has no effect; such pages are reported as unread and their files as partly read.',
  ],
  skipped: ['跳过 {n} 个附属文件：{what}', 'Skipped {n} side file(s): {what}'],
  hidden: ['未读 {n} 个隐藏项', '{n} hidden item(s) not read'],
  andMore: ['等', '…'],
  progress: ['已审读 {n}/{total}', 'checked {n}/{total}'],
  missingFonts: [
    '没有安装中文字体，图片中未内嵌字体（{what}）的文字无法显示；可安装 fonts-noto-cjk。',
    'No Chinese font is installed: text in fonts that are not embedded ({what}) is not to be seen on the pictures; install fonts-noto-cjk.',
  ],
  interrupted: ['已中断', 'interrupted'],
  inspected: ['已写入 {n} 个文件：{what}', 'wrote {n} file(s) to {what}'],
} as const satisfies Record<string, readonly [string, string]>;

/** The sentence in a language, `{n}`, `{what}`, `{total}` filled. */
export function say(key: keyof typeof WORDS, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[key][language === 'zh' ? 0 : 1]
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    .replace('(s)', values['n'] === 1 ? '' : 's');
}
