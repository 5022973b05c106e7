import type { z } from 'zod';
import { fieldName } from '../../../pipeline/formatters/field-names.js';
import { valueText } from '../../../pipeline/formatters/values.js';
import { word } from '../../../pipeline/formatters/words.js';
import type { AuditStore } from '../../../pipeline/store/store.js';
import type { Summary } from '../../../pipeline/store/summary.js';
import type { Receipt } from '../schemas/batches.js';
import type { ListedDocument } from '../schemas/documents.js';
import type { StoredFinding } from '../schemas/findings.js';
import type { Cell } from './cells.js';

type AuditEntry = Awaited<ReturnType<AuditStore['list']>>['rows'][number];

export type Language = 'zh' | 'en';

/** One column of an export: its head in both languages, its width in characters, and what stands in it. */
export interface Column<Row> {
  zh: string;
  en: string;
  width: number;
  cell: (row: Row, language: Language) => Cell;
}

const WORDS = {
  fail: { zh: '不符', en: 'fail' },
  open: { zh: '请核对', en: 'open' },
  confirmed: { zh: '属实', en: 'confirmed' },
  dismissed: { zh: '不成立', en: 'dismissed' },
  report: { zh: '报告内', en: 'report' },
  archive: { zh: '报告之间', en: 'archive' },
  waiting: { zh: '等待', en: 'waiting' },
  reading: { zh: '审读中', en: 'reading' },
  checked: { zh: '已审读', en: 'checked' },
  partial: { zh: '部分审读', en: 'partial' },
  failed: { zh: '未能读取', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  accepted: { zh: '已收下', en: 'accepted' },
  duplicate: { zh: '重复', en: 'duplicate' },
  'new-version': { zh: '新版本', en: 'new version' },
  rejected: { zh: '未收', en: 'rejected' },
} as const;

export const FINDING_COLUMNS: readonly Column<StoredFinding>[] = [
  { zh: '文件', en: 'file', width: 40, cell: ({ name }) => name },
  { zh: '组织名称', en: 'organization', width: 30, cell: ({ organization }) => organization },
  { zh: '项目编号', en: 'project number', width: 18, cell: ({ projectNumber }) => projectNumber },
  { zh: '来源', en: 'source', width: 10, cell: ({ source }, language) => WORDS[source][language] },
  { zh: '结果', en: 'outcome', width: 10, cell: ({ outcome }, language) => WORDS[outcome][language] },
  { zh: '严重程度', en: 'severity', width: 10, cell: ({ severity }, language) => word(severity, language) },
  { zh: '规则', en: 'rule', width: 30, cell: ({ rule }) => rule },
  { zh: '页码', en: 'page', width: 6, cell: ({ at }) => at.page },
  { zh: '字段', en: 'field', width: 24, cell: ({ at }, language) => fieldName(at.path, null, language) },
  { zh: '说明', en: 'message', width: 80, cell: ({ message }, language) => message[language] },
  { zh: '印刷值', en: 'printed', width: 16, cell: ({ data }, language) => valueOf(data, 'reported', language) },
  { zh: '应为', en: 'should be', width: 16, cell: ({ data }, language) => valueOf(data, 'computed', language) },
  { zh: '依据', en: 'basis', width: 24, cell: ({ clause }) => clause },
  { zh: '处理', en: 'decision', width: 10, cell: ({ decision }, language) => (decision === null ? null : WORDS[decision][language]) },
  { zh: '处理理由', en: 'reason', width: 40, cell: ({ reason }) => reason },
  { zh: '字段路径', en: 'field path', width: 30, cell: ({ at }) => at.path },
  { zh: '指纹', en: 'fingerprint', width: 20, cell: ({ fingerprint }) => fingerprint },
  { zh: '文档', en: 'document', width: 38, cell: ({ documentId }) => documentId },
  { zh: '对照文档', en: 'other document', width: 38, cell: ({ otherDocumentId }) => otherDocumentId },
  { zh: '发现时间', en: 'found at', width: 26, cell: ({ createdAt }) => createdAt },
];

export const DOCUMENT_COLUMNS: readonly Column<z.infer<typeof ListedDocument>>[] = [
  { zh: '文件', en: 'file', width: 40, cell: ({ name }) => name },
  { zh: '状态', en: 'state', width: 10, cell: ({ state }, language) => WORDS[state][language] },
  { zh: '组织名称', en: 'organization', width: 30, cell: ({ organization }) => organization },
  { zh: '项目编号', en: 'project number', width: 18, cell: ({ projectNumber }) => projectNumber },
  {
    zh: '审查类型',
    en: 'audit type',
    width: 14,
    cell: ({ auditType }, language) => (auditType === null ? null : valueText(auditType, language)),
  },
  { zh: '审查开始', en: 'audit start', width: 12, cell: ({ auditStart }) => auditStart },
  { zh: '审查结束', en: 'audit end', width: 12, cell: ({ auditEnd }) => auditEnd },
  { zh: '星级', en: 'star', width: 12, cell: ({ star }, language) => (star === null ? null : valueText(star, language)) },
  { zh: '总分', en: 'total', width: 8, cell: ({ total }) => total },
  { zh: '不符', en: 'fail', width: 8, cell: ({ failed }) => failed },
  { zh: '请核对', en: 'open', width: 8, cell: ({ open }) => open },
  { zh: '把握不足的字段', en: 'doubtful fields', width: 14, cell: ({ doubtful }) => doubtful },
  { zh: '未读原因', en: 'why not read', width: 40, cell: ({ error }) => (error === null ? null : `${error.code} ${error.message}`) },
  { zh: '上传时间', en: 'uploaded at', width: 26, cell: ({ createdAt }) => createdAt },
  { zh: '完成时间', en: 'finished at', width: 26, cell: ({ finishedAt }) => finishedAt },
  { zh: '文档', en: 'document', width: 38, cell: ({ id }) => id },
  { zh: 'SHA-256', en: 'sha256', width: 66, cell: ({ sha256 }) => sha256 },
];

export const RECEIPT_COLUMNS: readonly Column<z.infer<typeof Receipt>>[] = [
  { zh: '序号', en: 'number', width: 8, cell: ({ number }) => number },
  { zh: '文件', en: 'file', width: 60, cell: ({ name }) => name },
  { zh: '字节', en: 'bytes', width: 12, cell: ({ size }) => size },
  { zh: '回执', en: 'receipt', width: 12, cell: ({ outcome }, language) => WORDS[outcome][language] },
  { zh: '原因', en: 'reason', width: 40, cell: ({ error }) => (error === null ? null : `${error.code} ${error.message}`) },
  { zh: '文档', en: 'document', width: 38, cell: ({ documentId }) => documentId },
  { zh: '相关文档', en: 'earlier document', width: 38, cell: ({ ofDocumentId }) => ofDocumentId },
  { zh: '时间', en: 'received at', width: 26, cell: ({ createdAt }) => createdAt },
  { zh: 'SHA-256', en: 'sha256', width: 66, cell: ({ sha256 }) => sha256 },
];

export const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  { zh: '时间', en: 'time', width: 26, cell: ({ at }) => at },
  { zh: '用户', en: 'user', width: 20, cell: ({ user }) => user },
  { zh: '操作', en: 'action', width: 26, cell: ({ action }) => action },
  { zh: '对象', en: 'subject', width: 38, cell: ({ subject }) => subject },
  { zh: '之前', en: 'before', width: 60, cell: ({ before }) => jsonText(before) },
  { zh: '之后', en: 'after', width: 60, cell: ({ after }) => jsonText(after) },
  { zh: '用户编号', en: 'user id', width: 38, cell: ({ userId }) => userId },
];

export const RULE_COLUMNS: readonly Column<Summary['rules'][number]>[] = [
  { zh: '规则', en: 'rule', width: 34, cell: ({ rule }) => rule },
  { zh: '年份', en: 'year', width: 8, cell: ({ year }) => year },
  { zh: '不符', en: 'fail', width: 8, cell: ({ fail }) => fail },
  { zh: '请核对', en: 'open', width: 8, cell: ({ open }) => open },
  { zh: '不成立', en: 'dismissed', width: 8, cell: ({ dismissed }) => dismissed },
];

function jsonText(value: unknown): string | null {
  return value == null ? null : JSON.stringify(value);
}

function valueOf(data: StoredFinding['data'], key: string, language: Language): Cell {
  const value = data[key];
  if (value === undefined) return null;
  return typeof value === 'number' ? value : valueText(value, language);
}
