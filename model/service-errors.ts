import { entry, type CatalogueEntry } from './error-entry.js';

/** Errors of servers, workers, store and intake; part of the catalogue. */
export const SERVICE_ERRORS = {
  'queue/unavailable': entry(
    '任务队列（Redis）无法连接（{{reason}}）。',
    'The queue (Redis) cannot be reached ({{reason}}).',
    '请检查 REDIS_URL 与 Redis 服务；已收下的文件不会丢失，恢复后自动继续。',
    'Check REDIS_URL and the Redis server; files received are not lost and go on once it is back.',
  ),
  'store/unavailable': entry(
    '数据库无法连接（{{reason}}）。',
    'The database cannot be reached ({{reason}}).',
    '请检查 DATABASE_URL 与数据库服务；恢复后自动继续。',
    'Check DATABASE_URL and the database server; work goes on once it is back.',
  ),
  'store/conflict': entry(
    '他人已先作出处理。',
    'Somebody else has decided meanwhile.',
    '请刷新后查看最新的处理结果，再决定是否更改。',
    'Reload to see the decision as it stands, then decide again if needed.',
  ),
  'config/invalid': entry(
    '环境变量 {{name}} 的值不可用（{{reason}}）。',
    'The environment variable {{name}} cannot be used ({{reason}}).',
    '请按 README 的“配置”一节更正后重新启动。',
    'Correct it as the README says under "Configuration", then start again.',
  ),
  'storage/unavailable': entry(
    '文件存储无法使用（{{reason}}）。',
    'The file storage cannot be used ({{reason}}).',
    '请检查存储目录的权限与磁盘，或 S3 的地址、存储桶与凭据，然后重试。',
    'Check the storage folder and its disk, or the address, bucket and credentials of S3, then try again.',
  ),
  'storage/full': entry(
    '文件存储空间不足：剩余 {{free}} MB，需保留 {{reserve}} MB。',
    'The file storage is full: {{free}} MB free, {{reserve}} MB are kept in reserve.',
    '请清理磁盘或扩大存储空间后，重新上传没有收下的文件。',
    'Free or add space, then upload the files again that were not accepted.',
  ),
  'storage/missing': entry(
    '文件存储中没有内容 {{sha256}}。',
    'The file storage does not hold the content {{sha256}}.',
    '请核对存储目录或存储桶是否换过；从备份恢复，或重新上传该文件。',
    'Check whether the storage folder or bucket was changed; restore it from a backup, or upload the file again.',
  ),
  'storage/corrupt': entry(
    '存储的内容 {{sha256}} 已损坏，与其校验值不符。',
    'The stored content {{sha256}} is corrupt: it does not match its hash.',
    '请检查存储介质，并从备份恢复，或重新上传该文件。',
    'Check the storage medium, and restore the file from a backup or upload it again.',
  ),
  'request/invalid': entry(
    '请求的内容不可用：{{field}}（{{reason}}）。',
    'The request cannot be used: {{field}} ({{reason}}).',
    '请更正后重试。',
    'Correct it and try again.',
  ),
  'request/not-found': entry(
    '没有找到（{{what}}）。',
    'Not found ({{what}}).',
    '请核对链接或刷新列表。',
    'Check the link, or reload the list.',
  ),
  'request/too-large': entry('请求过大。', 'The request is too large.', '请分批提交。', 'Send it in several parts.'),
  'request/unsupported': entry(
    '不支持这种请求格式。',
    'This kind of request is not supported.',
    '请使用 API 文档中的格式。',
    'Use the format the API document names.',
  ),
  'request/too-many': entry('请求过于频繁。', 'Too many requests.', '请在 {{seconds}} 秒后重试。', 'Try again in {{seconds}} seconds.'),
  'server/busy': entry('服务器正忙。', 'The server is busy.', '请稍后重试。', 'Try again in a moment.'),
  'batch/not-receiving': entry(
    '该批次已不再接收文件。',
    'This batch does not take files any more.',
    '请新建批次后上传。',
    'Create a new batch for them.',
  ),
  'batch/finished': entry(
    '该批次的状态不允许此操作。',
    'The state of this batch does not allow that.',
    '请刷新后查看批次状态。',
    'Reload to see its state.',
  ),
  'user/last-admin': entry(
    '这是最后一个可用的管理员。',
    'This is the last administrator who can sign in.',
    '请先指定另一位管理员。',
    'Make somebody else an administrator first.',
  ),
  'retry/nothing-named': entry(
    '没有指明要重新审读哪些文件。',
    'Nothing was named to be read again.',
    '请给出文件编号，或使用 --batch、--failed。',
    'Give ids of documents, or use --batch or --failed.',
  ),
  'user/exists': entry('用户 {{name}} 已存在。', 'There is a user {{name}} already.', '请换一个用户名。', 'Choose another name.'),
  'user/weak-password': entry(
    '口令过短（至少 {{least}} 个字符）。',
    'The password is too short (at least {{least}} characters).',
    '请换一个更长的口令。',
    'Choose a longer one.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
