import type { AuditReport } from '../../model/index.js';
import type { Evidence } from './record.js';

/** Standards known by number; letters before it are often misprinted (GT/T). */
const SCHEMES: readonly { id: string; code: RegExp; title: RegExp }[] = [
  { id: 'gbt27922-2011', code: /27922[-—–－]+2011/u, title: /(?:商品)?售后服务(?:认证|评价|审查|审核|体系)/u },
];

/** The certification scheme: by a standard's code on the form, else by the title. */
export function readScheme(report: AuditReport, evidence: Evidence): string | null {
  const { cover, basic } = report;
  const sources = [
    ['cover.standardCode', cover.standardCode, 'code'],
    ['basic.criteriaStandardCode', basic.criteriaStandardCode, 'code'],
    ['cover.title', cover.standardCode === null && basic.criteriaStandardCode === null ? cover.title : null, 'title'],
  ] as const;
  for (const [path, value, kind] of sources) {
    const scheme = value === null ? undefined : SCHEMES.find((each) => each[kind].test(value));
    if (scheme === undefined) continue;
    evidence.reading('scheme', evidence.provenance[path] ?? null);
    return scheme.id;
  }
  return null;
}
