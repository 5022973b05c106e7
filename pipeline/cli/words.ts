import type { Language } from './locale.js';

/** What the command line says about itself, in both languages. */
const WORDS = {
  description: [
    '勾稽：复核存档的 GB/T 27922 服务认证审查报告，列出每处不符及其证据',
    'gouji re-checks archived GB/T 27922 service certification audit reports and lists every inconsistency with its evidence',
  ],
  checkDescription: ['审读报告并列出不符之处', 'check reports and list what does not tie up'],
  checkPaths: [
    'PDF 或图像（PNG、JPEG、TIFF、WebP）文件、文件夹（含子文件夹）或 ZIP；一个图像文件算一份报告，多页报告请用多页 TIFF 或 PDF',
    'PDF or image files (PNG, JPEG, TIFF, WebP), folders (with all below them) or ZIPs; each image file is one report, so bring the pages of one report as a TIFF of many pages or a PDF',
  ],
  optionFormat: ['输出格式', 'output format'],
  optionLang: ['消息语言（默认按系统区域设置）', 'language of messages (default: by locale)'],
  optionOcr: [
    '扫描页与图像的识别引擎：auto 两个引擎互相核对，tesseract、paddle 只用其一，off 不识别（标为未读）',
    'reader for scanned pages and images: auto lets two engines check each other, tesseract and paddle use one, off reads none (they are reported as unread)',
  ],
  optionPassword: ['加密 PDF 的打开口令', 'password that opens encrypted PDFs'],
  optionJobs: [
    '同时审读的份数（默认按份数与处理器数）',
    'documents checked at the same time (default: by their number and the processors)',
  ],
  optionOut: ['结果写入文件（默认标准输出）', 'write the result to a file (default: standard output)'],
  optionMaxSize: ['单份文件上限，MB', 'limit per document, in MB'],
  optionMaxPages: ['单份页数上限', 'limit of pages per document'],
  optionTimeout: [
    '时限，秒：多久没有读完一页即中止；整份另按页数放宽（每 6 页再加一个时限）',
    'time limit in seconds without a page being finished; a whole document may take that long plus as much again for every 6 pages',
  ],
  optionMaxMemory: ['单份审读进程的内存上限，MB', 'memory limit of the process that checks a document, in MB'],
  optionNoColor: ['不使用颜色', 'no colours'],
  rulesDescription: ['列出全部规则', 'list all rules'],
  inspectDescription: [
    '逐页绘出读到的线条、单元格、勾选框、字段与不符之处',
    'draw each page with the lines, cells, ticks, fields and findings over it',
  ],
  inspectFile: ['一份 PDF 或图像', 'one PDF or image'],
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
  tooLittleMemory: ['应为不小于 {n} 的整数：{what}', 'must be a whole number of at least {n}: {what}'],
  notPositiveInteger: ['应为正整数：{what}', 'must be a positive whole number: {what}'],
  skipped: ['跳过 {n} 个附属文件：{what}', 'Skipped {n} side file(s): {what}'],
  hidden: ['未读 {n} 个隐藏项', '{n} hidden item(s) not read'],
  andMore: ['等', '…'],
  progress: ['已审读 {n}/{total}', 'checked {n}/{total}'],
  pageProgress: ['已读 {n}/{total} 页：{what}', 'read page {n} of {total}: {what}'],
  missingFonts: [
    '没有安装中文字体，图片中未内嵌字体（{what}）的文字无法显示；可安装 fonts-noto-cjk。',
    'No Chinese font is installed: text in fonts that are not embedded ({what}) is not to be seen on the pictures; install fonts-noto-cjk.',
  ],
  interrupted: ['已中断', 'interrupted'],
  ingestDescription: [
    '收入文件、文件夹或 ZIP，逐份出具回执并排队审读',
    'take files, folders or ZIPs into the archive, with a receipt for each, and queue them',
  ],
  ingestPaths: ['PDF 或图像文件、文件夹（含子文件夹）或 ZIP', 'PDF or image files, folders (with all below them) or ZIPs'],
  ingestName: ['批次名称', 'name of the batch'],
  serveDescription: [
    '启动服务（接口；没有 REDIS_URL 时也在本进程审读）',
    'run the server (its API; without REDIS_URL it reads documents as well)',
  ],
  workerDescription: ['启动审读进程，可在任意多台机器上运行', 'run a worker that reads documents; any number may run, on any machines'],
  retryDescription: [
    '重新审读指定的、某批次中失败的或全部失败的文件',
    'read documents again: those named, the failed ones of a batch, or all failed ones',
  ],
  retryDocuments: ['文件编号', 'ids of documents'],
  retryBatch: ['该批次中失败的文件', 'the failed documents of that batch'],
  retryFailed: ['全部失败的文件', 'all failed documents'],
  requeued: ['已重新排队 {n} 份', '{n} document(s) queued again'],
  archiveDescription: ['列出跨报告规则的发现', 'list what the rules over the whole archive found'],
  archiveRun: ['先重新比对全部报告', 'compare every stored report anew first'],
  archiveFindings: ['共 {n} 条', '{n} finding(s)'],
  doctorDescription: ['检查运行所需的字体、引擎数据、磁盘、数据库与 Redis', 'look at fonts, recognition data, disk, database and Redis'],
  userDescription: ['添加用户；口令从标准输入读取', 'add a user; the password is read from standard input'],
  userName: ['用户名', 'name'],
  userRole: ['角色', 'role'],
  userAdded: ['已添加用户 {what}', 'added the user {what}'],
  inspected: ['已写入 {n} 个文件：{what}', 'wrote {n} file(s) to {what}'],
} as const satisfies Record<string, readonly [string, string]>;

/** The sentence in a language, `{n}`, `{what}`, `{total}` filled. */
export function say(key: keyof typeof WORDS, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[key][language === 'zh' ? 0 : 1]
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    .replace('(s)', values['n'] === 1 ? '' : 's');
}
