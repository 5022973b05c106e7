import type { ArchiveEntry } from '../document.js';
import { Passage } from '../overlap.js';
import { defineArchiveRule, fail } from '../rule.js';
import { areVersions, organizationsOf } from '../timeline.js';

/** Share of both narratives that must stand in the other for the texts to be one; the rest is what a scan garbles. */
const SAME_TEXT = 0.95;

export const duplicateFile = defineArchiveRule({
  id: 'archive/duplicate-file',
  severity: 'info',
  title: { zh: '同一份报告有两个文件', en: 'One report in two files' },
  description: {
    zh: '内容完全相同的文件在入库时即被识别；这里查找的是换了一种形式的同一份报告（如 Word 导出件与其扫描件）：项目编号、组织、审查日期、审查组、结果和概述都相同。内容有出入的是另一个版本，由 archive/duplicate-project-number 说明。',
    en: 'Files of equal bytes are recognised on upload. This rule finds the same report in another shape, an export and its scan: project number, organization, dates, team, result and narrative are the same. Versions that differ are a matter for archive/duplicate-project-number.',
  },
  reads: [
    'basic.projectNumber?',
    'basic.organization?',
    'basic.audit.start?',
    'basic.audit.end?',
    'basic.auditors[].name?',
    'result.score?',
    'result.star?',
    'narrative.paragraphs[]?',
  ],
  messages: {
    same: {
      zh: '项目编号“{{reported}}”的这份报告已在库中：组织、审查日期、审查组、评分结果和概述都相同，只是文件不同。',
      en: 'This report, {{reported}}, is in the archive already: organization, dates, team, result and narrative are the same, only the file differs.',
    },
  },
  *check({ subject, earlier }) {
    const other = earlier.find((one) => areVersions(subject, one) && sameContent(subject, one));
    const number = subject.facts.projectNumbers[0];
    if (other === undefined || number === undefined) return;
    yield fail('same', {
      other,
      at: number.path,
      related: [
        {
          path: other.facts.projectNumbers[0]?.path ?? number.path,
          note: { zh: '先入库的同一份报告', en: 'the same report, filed before' },
        },
      ],
      identity: [],
      data: { reported: number.value },
    });
  },
});

/** Whether two versions of a report say the same; false where one of them does not say enough. */
export function sameContent(one: ArchiveEntry, other: ArchiveEntry): boolean {
  if (one.sha256 === other.sha256) return true;
  const [a, b] = [one.facts, other.facts];
  if (organizationsOf(one, other) !== 'same' || a.audit === null || b.audit === null || a.score === null || b.score === null) return false;
  const team = ({ auditors }: typeof a): string =>
    auditors
      .map(({ name }) => name)
      .sort()
      .join();
  return (
    a.audit.start.value === b.audit.start.value &&
    a.audit.end.value === b.audit.end.value &&
    a.score.value === b.score.value &&
    a.star?.value === b.star?.value &&
    team(a) === team(b) &&
    sameText(a, b)
  );
}

function sameText(a: ArchiveEntry['facts'], b: ArchiveEntry['facts']): boolean {
  if (a.sentences.length === 0 || b.sentences.length === 0) return a.sentences.length === b.sentences.length;
  return new Passage(a.sentences).shareIn(b.narrative()) >= SAME_TEXT && new Passage(b.sentences).shareIn(a.narrative()) >= SAME_TEXT;
}
