import { describe, expect, it } from 'vitest';
import { isDoubtful, type AuditReport, type Provenance } from '../../../model/index.js';
import { answerOf } from '../../../extractors/sections/choices.js';
import { AUDIT_TYPES } from '../../../extractors/sections/options.js';
import { blankAt, passageOf, piece, readingOf } from '../../../extractors/sections/passage.js';
import { readPeriod } from '../../../extractors/sections/periods.js';
import { emptyReport, Evidence } from '../../../extractors/sections/record.js';
import { doubtSums } from '../../../extractors/sections/score-doubts.js';
import { readReport } from '../../../extractors/sections/index.js';
import { scannedLine, scannedPaper } from './scanned-lines.js';

describe('how sure a reading is', () => {
  const line = scannedLine('电{诂|话}：0551-1234，邮编：23000{0|8}');
  const phone = piece(passageOf(line), 3, 12);

  it('depends on its own characters alone', () => {
    expect(readingOf(phone)).toMatchObject({ text: '0551-1234', confidence: 0.98 });
    expect(readingOf(phone)).not.toHaveProperty('alternatives');
  });

  it('lists the whole piece as each reader has it', () => {
    expect(readingOf(piece(passageOf(line), 16))).toMatchObject({
      text: '230000',
      confidence: 0.5,
      alternatives: [
        { reader: 'paddle', text: '230000' },
        { reader: 'tesseract', text: '230008' },
      ],
    });
  });

  it('falls where a digit may be missing at the very edge, and not for a mark there', () => {
    const missing = passageOf(scannedLine('得分9{|5}分'));
    expect(readingOf(piece(missing, 2, 3))?.confidence).toBe(0.5);
    const mark = passageOf(scannedLine('得分9{，|。}共'));
    expect(readingOf(piece(mark, 2, 3))?.confidence).toBe(0.98);
  });

  it('does not fall for what an engine of text makes of a box', () => {
    expect(readingOf(passageOf(scannedLine('{☑|v} 无')))?.confidence).toBe(0.98);
  });

  it('is never full for a blank of a scan', () => {
    expect(isDoubtful(blankAt(passageOf(scannedLine('邮箱：')))!)).toBe(true);
  });
});

describe('questions of a scan', () => {
  const answer = (source: string) => answerOf(passageOf(scannedLine(source)), AUDIT_TYPES);

  it('stay open when the ticked option cannot be read', () => {
    expect(answer('☐初次认证 ☑某某某某 ☐再认证').value).toBeNull();
    expect(answer('☐初次认证 ☑某某某某 ☐再认证').options.every(({ state }) => state === 'unknown')).toBe(true);
  });

  it('stay open when the first box was lost', () => {
    const { value, options } = answer('初次认证 ☐保持认证 ☐再认证');
    expect(value).toBeNull();
    expect(options[0]).toMatchObject({ value: 'initial', state: 'unknown' });
  });
});

describe('periods of a scan', () => {
  const period = (source: string): unknown => {
    const printed = passageOf(scannedLine(source));
    const evidence = new Evidence();
    const read = readPeriod(evidence, 'basic.audit', printed, printed);
    return { ...read, known: evidence.provenance['basic.audit.start']?.text !== '' };
  };

  it('do not take the end for the start when the start cannot be read', () => {
    const unread = { start: null, end: null, known: true };
    expect(period('2O25年3月7日至2025年3月9日')).toEqual(unread);
    expect(period('自2025年3月7日至2025年3月')).toEqual(unread);
    expect(period('口至2025年3月9日')).toEqual(unread);
  });

  it('are read whole, shortened ends too', () => {
    expect(period('2025年3月7日上午至9日下午')).toEqual({ start: '2025-03-07', end: '2025-03-09', known: true });
    expect(period('2025年3月7日')).toEqual({ start: '2025-03-07', end: '2025-03-07', known: true });
  });
});

describe('sums', () => {
  const table = (total: number): Pick<AuditReport, 'score' | 'result'> => {
    const { score, result } = emptyReport();
    const indicators = [4, 5.5].map((value) => ({ name: '监督', max: 6, score: value, deleted: false, remark: null }));
    return { score: { ...score, total, groups: [{ name: '商品服务', max: 12, subtotal: null, indicators }] }, result };
  };
  const readings = (confidence: number | null): Provenance => {
    const reading = { page: 1, box: [0, 0, 1, 1] as [number, number, number, number], text: '', confidence, readers: ['paddle' as const] };
    return {
      'score.groups[0].indicators[0].score': { ...reading, readers: ['paddle', 'tesseract'] },
      'score.groups[0].indicators[1].score': reading,
      'score.total': { ...reading, readers: ['paddle', 'tesseract'] },
    };
  };
  const doubtful = (provenance: Provenance): string[] => Object.keys(provenance).filter((path) => isDoubtful(provenance[path]!));

  it('that do not fit raise doubt about what only one engine read, and about nothing both are sure of', () => {
    const provenance = readings(0.99);
    const figures = table(10);
    doubtSums(figures, provenance);
    expect(doubtful(provenance)).toEqual(['score.groups[0].indicators[1].score']);
    expect(figures).toEqual(table(10));
  });

  it('that do not fit raise doubt about what both read less than surely', () => {
    const provenance = readings(0.95);
    doubtSums(table(10), provenance);
    expect(doubtful(provenance)).toHaveLength(3);
  });

  it('that fit, or are born digital, raise none', () => {
    const [fitting, digital] = [readings(0.95), readings(null)];
    doubtSums(table(9.5), fitting);
    doubtSums(table(10), digital);
    expect([...doubtful(fitting), ...doubtful(digital)]).toEqual([]);
  });
});

describe('a team over two scanned pages', () => {
  const head = '|代码|姓名|组内身份|注册证书号|';
  const text = `1.基本信息\n1.1 受审查方名称：某某有限公司\n1.13 审查组成员：\n${head}\n|A|赵一鸣|组长|2020-N1SC-1000001|\f${head}\n|B|钱二宁|组员|2020-N1SC-1000002|\n2.服务认证审查结果`;

  it('is one team though its pieces were not joined', () => {
    const { report, provenance } = readReport(scannedPaper(text));
    expect(report.basic.auditors?.map(({ name }) => name)).toEqual(['赵一鸣', '钱二宁']);
    expect(provenance['basic.auditors[1].name']?.page).toBe(2);
  });
});
