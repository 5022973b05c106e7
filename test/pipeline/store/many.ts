import type { AuditReport, FileResult, Finding } from '../../../model/index.js';
import type { Connection } from '../../../pipeline/store/connection.js';
import { receive } from '../../../pipeline/store/receipts.js';
import { finishReading } from '../../../pipeline/store/runs.js';
import { cleanReport } from '../../validators/clean-report.js';
import { checkedResult, finding } from '../sample-results.js';

const PER_TRANSACTION = 200;
const SURNAMES = '顾陆沈林周许江方宋唐韩冯';
const GIVEN = ['青禾', '知远', '若溪', '明', '小雨', '文轩', '思齐', '海', '雪梅', '建国'];
const PLACES = ['青岚', '远山', '临川', '云栖', '松江', '白鹭', '北辰', '南屏', '长宁', '西泠'];
const TRADES = ['环境科技', '家政服务', '电器', '装饰工程', '物业管理', '汽车维修', '软件'];
const RULES = ['score/total-mismatch', 'dates/order', 'people/name-variant', 'identity/scope-differs', 'form/missing-field'];
const STARS = ['five-star', 'four-star', 'three-star', 'qualified'] as const;
const SENTENCES = [
  '企业建立了完善的售后服务管理制度，配备专职人员负责客户投诉的处理与回访。',
  '现场抽查了服务记录三十份，均能在承诺的时限内完成，记录填写完整。',
  '服务网点覆盖全省十一个地市，客服热线二十四小时有人值守。',
  '培训计划按季度实施，考核结果与绩效挂钩，员工对流程较为熟悉。',
  '建议进一步完善配件库存的预警机制，缩短偏远地区的上门时间。',
];

/** A record by number: invented, and the same every time. Some values are held by most, some by few. */
export function recordOf(n: number): AuditReport {
  const report = cleanReport();
  const pick = <T>(list: readonly T[], step: number): T => list[Math.floor(n / step) % list.length]!;
  const name = `${pick(PLACES, 1)}${pick(TRADES, 10)}${n % 97}有限公司`;
  const people = [0, 1].map((i) => `${Array.from(SURNAMES)[(n + i * 5) % 12]!}${GIVEN[(n * 7 + i) % 10]!}`);
  Object.assign(report.basic, { organization: name, projectNumber: `${20000 + n}-2024-SA` });
  report.cover.organization = name;
  report.cover.projectNumber = report.basic.projectNumber;
  report.basic.auditors = people.map((person, i) => ({ ...report.basic.auditors![i]!, name: person }));
  const day = `20${20 + (n % 5)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  report.basic.audit = { start: day, end: day };
  report.result.star = n % 10 < 7 ? STARS[0] : n % 250 === 8 ? STARS[3] : STARS[1 + (n % 2)]!;
  report.score.total = 70 + (n % 3000) / 100;
  const paragraphs = Array.from({ length: 12 }, (_, i) => `${SENTENCES[(n + i) % 5]!}第${n}号记录由${people[i % 2]!}核对。`);
  report.narrative = { text: paragraphs.join('\n'), paragraphs };
  return report;
}

/** Findings of the record: none to four. */
export function findingsOf(n: number): Finding[] {
  return Array.from({ length: n % 5 }, (_, i) =>
    finding({
      rule: RULES[(n + i) % 5]!,
      outcome: (n + i) % 3 === 0 ? 'open' : 'fail',
      severity: (['error', 'warning', 'info'] as const)[(n + i * 2) % 3]!,
      fingerprint: `${n}-${i}`,
      message: { zh: `第 ${i + 1} 项合计为 ${n}.5，与表中不符。`, en: `Item ${i + 1} adds up to ${n}.5.` },
    }),
  );
}

export function resultOf(n: number): FileResult {
  return checkedResult({
    file: `报告/${n}.pdf`,
    status: n % 20 === 3 ? 'partial' : 'checked',
    report: recordOf(n),
    findings: findingsOf(n),
  });
}

/** Stores the documents of these numbers, many in each transaction. */
export async function storeMany(
  connection: Connection,
  batchId: string,
  from: number,
  to: number,
  result: (n: number) => FileResult = resultOf,
): Promise<void> {
  for (let start = from; start < to; start += PER_TRANSACTION) {
    await connection.write(async (trx) => {
      for (let n = start; n < Math.min(to, start + PER_TRANSACTION); n++) {
        const sha256 = n.toString(16).padStart(64, '0');
        const { document_id: id } = await receive(connection, trx, { batch_id: batchId, name: `报告/${n}.pdf`, size: n, sha256 });
        await trx.updateTable('documents').set({ state: 'reading', claim: 'many', attempts: 1 }).where('id', '=', id).execute();
        await finishReading(connection, trx, id!, 'many', {
          engineVersion: '1.0.0',
          startedAt: '2026-01-01T00:00:00.000Z',
          result: result(n),
        });
      }
    });
  }
}
