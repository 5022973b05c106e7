import { defineRule, fail, NOT_APPLICABLE, open, type RuleContext, type Verdict } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import type { MissingIndicator } from '../../scoring/rows.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';

/**
 * Every indicator of the scheme has a row with a score, or a deletion. Where pages or the table could not be read well, a row
 * that was not found is no accusation.
 */
export const indicatorMissing = defineRule({
  id: 'score/indicator-missing',
  severity: 'error',
  title: { zh: '指标缺失或未评分', en: 'An indicator is missing or has no score' },
  description: {
    zh: '标准规定的每项指标都应在评分表中有一行并有得分，或注明删减。有页面未能读出、表格结构存疑，或多数指标未能认出时，只提示人工查看。',
    en: 'Every indicator of the scheme needs a row with a score, or a stated deletion. Where pages were not read, the table is in doubt, or most indicators were not recognised, a person is asked to look instead.',
  },
  clause: '审查报告 2 评分表；评分原则 e)',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].indicators[].score~', 'observed.unreadPages?', 'observed.tableIssues?'],
  absence: ['missing', 'group', 'blank'],
  messages: {
    missing: {
      zh: '“{{group}}”中没有指标“{{name}}”（{{points}} 分），也未注明删减。',
      en: 'The indicator {{name}} ({{points}} points) is not in {{group}}, and no deletion is stated.',
    },
    group: {
      zh: '评分表中没有“{{group}}”一组（共 {{points}} 分），也未注明删减。',
      en: 'The group {{group}} ({{points}} points) is not in the score table, and no deletion is stated.',
    },
    blank: {
      zh: '指标“{{name}}”有一行但得分空白，也未注明删减。',
      en: 'The indicator {{name}} has a row, but its score is blank and no deletion is stated.',
    },
  },
  *check(context) {
    const { report, scheme, printed } = context;
    const table = matchedTable(report, scheme);
    if (table.rows.length === 0) yield NOT_APPLICABLE;
    const verdict = saidOf(table);
    for (const row of table.rows) {
      const score = `${rowPath(row)}.score`;
      if (row.printed.score !== null || row.printed.deleted || printed(score)?.trim() !== '') continue;
      yield verdict('blank', { at: score, words: { name: row.printed.name }, basis: [] });
    }
    if (table.rows.length === 0) return;
    const recognised = table.rows.filter(({ indicator }) => indicator !== null).length;
    const doubtful = !table.understood || recognised <= table.missing.length || readInDoubt(context);
    const wholeGroups = new Set(table.missing.filter(({ group }) => group === null).map(({ schemeGroup }) => schemeGroup));
    const found = [
      ...table.missing.filter(({ group }) => group !== null).map(missingRow),
      ...[...wholeGroups].map((group) => details('group', 'score.groups', { group: group.name, points: group.max })),
    ];
    for (const [message, details] of found) yield doubtful ? open(message, details) : fail(message, details);
  },
});

function missingRow({ indicator, schemeGroup, group }: MissingIndicator): ReturnType<typeof details> {
  return details('missing', `score.groups[${group}].name`, { name: indicator.name, group: schemeGroup.name, points: indicator.max });
}

function details(
  message: string,
  at: string,
  words: Record<string, string | number>,
): [string, Pick<Verdict, 'at' | 'words' | 'data' | 'basis'>] {
  return [message, { at, words, data: { expected: words.name ?? words.group ?? '' }, basis: [] }];
}

/** Whether a page was not read at all, or a table between the first and the last page of scores has a doubtful structure. */
function readInDoubt({ report, readings }: RuleContext): boolean {
  if (report.observed.unreadPages.length > 0) return true;
  const pages = [...readings()].filter(([path]) => path.startsWith('score.groups')).map(([, { page }]) => page);
  return report.observed.tableIssues.some(({ page }) => page >= Math.min(...pages) && page <= Math.max(...pages));
}
