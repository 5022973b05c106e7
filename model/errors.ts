import type { LocalizedText } from './finding.js';
import type { ErrorData } from './result.js';
import { entry, type CatalogueEntry } from './error-entry.js';
import { SERVICE_ERRORS } from './service-errors.js';

/**
 * Every error a document or a page can meet. `{{name}}` is filled from the error's data. Document errors end a file as
 * `failed`; page codes appear in `pages[].issues` and end it as `partial`.
 */
export const ERROR_CATALOGUE = {
  ...SERVICE_ERRORS,
  'file/not-found': entry('找不到文件：{{file}}。', 'No such file: {{file}}.', '请核对路径后重试。', 'Check the path and try again.'),
  'file/unreadable': entry(
    '文件无法读取（{{reason}}）。',
    'The file cannot be read ({{reason}}).',
    '请检查文件权限，或重新复制该文件。',
    'Check its permissions, or copy the file again.',
  ),
  'file/empty': entry(
    '文件为空（0 字节）。',
    'The file is empty (0 bytes).',
    '上传多半中断了，请重新导出或重新上传原件。',
    'An upload probably broke off: export or upload the original again.',
  ),
  'file/too-large': entry(
    '文件有 {{size}} MB，超过上限 {{limit}} MB。',
    'The file has {{size}} MB, above the limit of {{limit}} MB.',
    '请拆分文件，或用 --max-size 提高上限。',
    'Split the file, or raise the limit with --max-size.',
  ),
  'file/unsupported': entry(
    '不是可以审读的文件类型（检测为 {{type}}）。',
    'Not a kind of file that can be checked (detected: {{type}}).',
    '请提供 PDF 或 PNG、JPEG、TIFF、WebP 图像；Word 文档请另存为 PDF，HEIC、BMP 等图像请先转换为 JPEG 或 PNG。',
    'Provide a PDF or a PNG, JPEG, TIFF or WebP image; save Word documents as PDF, convert HEIC, BMP and other images to JPEG or PNG first.',
  ),
  'file/timeout': entry(
    '审读超过 {{seconds}} 秒没有完成，停在第 {{page}} 页，已中止。',
    'Checking was stopped after {{seconds}} seconds without a result, at page {{page}}.',
    '请查看并重新导出或扫描该页；如机器较慢或页面确实复杂，用 --timeout 延长时限。',
    'Look at that page and export or scan it again; on a slow machine, or for a truly complex page, allow more time with --timeout.',
  ),
  'file/out-of-memory': entry(
    '审读该文件的进程占用内存超过 {{limit}} MB，已中止。',
    'The process that was checking this file took more than {{limit}} MB of memory and was stopped.',
    '请拆分文件，或以较低分辨率（300 dpi 即可）重新扫描；确需如此大的文件时用 --max-memory 提高上限。',
    'Split the file, or scan it again at a lower resolution (300 dpi is enough); if it has to be that large, raise the limit with --max-memory.',
  ),
  'file/crashed': entry(
    '审读该文件的进程异常退出（{{reason}}）。',
    'The process that was checking this file died ({{reason}}).',
    '文件可能过大或已损坏，请拆分或重新导出。',
    'The file may be too large or damaged: split it, or export it again.',
  ),
  'file/broken-off': entry(
    '接收在中途断开（{{reason}}），该文件没有收全。',
    'The transfer broke off ({{reason}}): this file did not arrive whole.',
    '请重新上传该文件；已收下的文件不受影响，重复上传也不会重复存档。',
    'Upload it again; files that were accepted are safe, and uploading them twice stores them once.',
  ),
  'auth/required': entry(
    '请先登录。',
    'Sign in first.',
    '请登录后重试；登录状态可能已过期。',
    'Sign in and try again; your session may have ended.',
  ),
  'auth/wrong-credentials': entry(
    '用户名或口令不正确。',
    'Name or password is wrong.',
    '请核对后重试；忘记口令请联系管理员重设。',
    'Check both and try again; an administrator can set a new password.',
  ),
  'auth/locked': entry(
    '登录失败次数过多，已暂停登录。',
    'Signing in has failed too often and is suspended.',
    '请在 {{minutes}} 分钟后重试；忘记口令请联系管理员重设，重设后即可登录。',
    'Try again in {{minutes}} minutes; an administrator can set a new password, which ends the suspension.',
  ),
  'auth/forbidden': entry(
    '您的角色无权执行此操作。',
    'Your role does not allow this.',
    '如确有需要，请联系管理员调整角色。',
    'Ask an administrator for another role if you need this.',
  ),
  'auth/csrf': entry(
    '请求缺少有效的防伪令牌。',
    'The request lacks the token that shows it comes from our own page.',
    '请刷新页面后重试。',
    'Reload the page and try again.',
  ),
  'page/not-drawn': entry(
    '第 {{page}} 页无法显示为图片（{{reason}}）。',
    'Page {{page}} cannot be shown as a picture ({{reason}}).',
    '请下载原件查看。',
    'Download the original to look at it.',
  ),
  'correction/impossible': entry(
    '该字段不能改为此值：{{path}}（{{reason}}）。',
    'This field cannot take that value: {{path}} ({{reason}}).',
    '请核对字段与值的类型，例如日期须为 yyyy-mm-dd。',
    'Check field and type of value; dates are yyyy-mm-dd, for instance.',
  ),
  'internal/bug': entry(
    '程序内部错误（{{reason}}）。',
    'Internal error in gouji ({{reason}}).',
    '这是程序的缺陷而非文件的问题，请把错误输出中的调用栈反馈给维护者。',
    'This is a defect of the program, not of the file: report it with the stack trace printed on stderr.',
  ),
  'output/not-writable': entry(
    '无法写入 {{file}}（{{reason}}）。',
    'Cannot write {{file}} ({{reason}}).',
    '请检查目录是否存在、是否有写权限，或换一个 --out 路径。',
    'Check the folder and its permissions, or choose another --out path.',
  ),
  'pdf/password-required': entry(
    'PDF 已加密，需要口令。',
    'The PDF is encrypted and needs a password.',
    '请用 --password 提供打开口令。',
    'Give the open password with --password.',
  ),
  'pdf/password-wrong': entry(
    'PDF 口令不正确。',
    'The password does not open this PDF.',
    '请核对 --password 的口令（区分大小写）。',
    'Check the password given with --password (it is case-sensitive).',
  ),
  'pdf/damaged': entry(
    'PDF 已损坏，无法解析（{{reason}}）。',
    'The PDF is damaged and cannot be parsed ({{reason}}).',
    '请从来源重新导出或重新扫描。',
    'Export it again from its source, or scan the paper again.',
  ),
  'pdf/no-pages': entry('PDF 没有任何页面。', 'The PDF has no pages.', '请重新导出该文件。', 'Export the file again.'),
  'pdf/too-many-pages': entry(
    '文件有 {{pages}} 页，超过上限 {{limit}} 页。',
    'The file has {{pages}} pages, above the limit of {{limit}}.',
    '请确认是否为单份报告；如确需审读，用 --max-pages 提高上限。',
    'Check that it is one report; raise the limit with --max-pages if it is.',
  ),
  'image/damaged': entry(
    '图像文件已损坏，无法解码（{{reason}}）。',
    'The image file is damaged and cannot be decoded ({{reason}}).',
    '请重新扫描或重新导出该图像。',
    'Scan the paper again, or export the image again.',
  ),
  'image/too-large': entry(
    '图像有 {{width}} × {{height}} 像素，超过上限 {{limit}} 百万像素。',
    'The image has {{width}} x {{height}} pixels, above the limit of {{limit}} million.',
    '请以 300 dpi 重新扫描，或先缩小图像。',
    'Scan at 300 dpi, or reduce the image first.',
  ),
  'archive/damaged': entry(
    'ZIP 已损坏或无法解压（{{reason}}）。',
    'The ZIP is damaged or cannot be unpacked ({{reason}}).',
    '请重新打包后再试。',
    'Pack it again and retry.',
  ),
  'archive/empty': entry(
    '没有可审读的文件：{{file}}。',
    'Nothing to check in {{file}}.',
    '请放入 PDF 或 PNG、JPEG、TIFF、WebP 图像。',
    'Put PDF files or PNG, JPEG, TIFF or WebP images into it.',
  ),
  'archive/refused-entry': entry(
    'ZIP 条目被拒绝（{{reason}}）：{{file}}。',
    'ZIP entry refused ({{reason}}): {{file}}.',
    '请解压后单独提交该文件。',
    'Unpack it and submit the file on its own.',
  ),
  'needs-ocr': entry(
    '本页文本层不可用，需要按图像识别：{{reasons}}。',
    'The text layer of this page cannot be used; it has to be read as an image: {{reasons}}.',
    '',
    '',
  ),
  'page/failed': entry('本页读取失败（{{reason}}）。', 'Reading this page failed ({{reason}}).', '', ''),
  'page/image-incomplete': entry(
    '本页图像不完整（{{reason}}），可能有内容未读到。',
    'The picture of this page is not complete ({{reason}}): something may not have been read.',
    '',
    '',
  ),
  'page/image-undecoded': entry('本页有 {{count}} 张图像无法解码。', '{{count}} image(s) on this page could not be decoded.', '', ''),
  'ocr/engine-missing': entry(
    '文字识别组件缺失：{{name}}。',
    'Part of the text recognition is missing: {{name}}.',
    '请重新安装（npm ci），或用 --ocr 选择另一个识别引擎。',
    'Install again (npm ci), or choose another engine with --ocr.',
  ),
  'ocr/engine-failed': entry(
    '识别引擎 {{engine}} 出错（{{reason}}）。',
    'The recognition engine {{engine}} failed ({{reason}}).',
    '请重试；如再次出错，用 --ocr 选择另一个识别引擎。',
    'Try again; if it fails again, choose the other engine with --ocr.',
  ),
  'report/missing-section': entry('没有找到“{{section}}”部分。', 'The section "{{sectionEn}}" was not found.', '', ''),
  'report/unknown-scheme': entry(
    '没有识别出认证标准，评分规则不适用。',
    'The certification standard was not recognised; scheme rules do not apply.',
    '',
    '',
  ),
  'report/not-a-report': entry(
    '没有找到服务认证审查报告的任何部分。',
    'No part of a service certification audit report was found.',
    '请确认文件是 GB/T 27922 服务认证审查报告。',
    'Make sure the file is a GB/T 27922 service certification audit report.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error of the catalogue. `name`, `code` and `details` are own properties: they survive a process boundary. */
export class GoujiError extends Error {
  override readonly name = 'GoujiError';
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(describeError(code, details).message, options);
  }
}

/** The catalogue's words for an error in one language. */
export function describeError(code: ErrorCode, details: ErrorDetails = {}, language: keyof LocalizedText = 'zh'): ErrorData {
  const { message, hint } = ERROR_CATALOGUE[code];
  return { code, message: fill(message[language], details), hint: fill(hint[language], details) };
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(details[key] ?? '?'));
}
