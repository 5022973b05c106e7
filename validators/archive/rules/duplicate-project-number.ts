import type { LocalizedText } from '../../../model/index.js';
import { compareScopes } from '../../words/scope.js';
import { STAR_NAMES } from '../../words/terms.js';
import type { ArchiveEntry } from '../document.js';
import { numberKey } from '../facts.js';
import { defineArchiveRule, fail, open, type ArchiveVerdict } from '../rule.js';
import { organizationsOf, overlap, shareNumber } from '../timeline.js';
import { sameContent } from './duplicate-file.js';

export const duplicateProjectNumber = defineArchiveRule({
  id: 'archive/duplicate-project-number',
  severity: 'warning',
  title: { zh: '项目编号重复', en: 'A project number twice' },
  description: {
    zh: '一个项目编号只属于一个组织的一次审查：同一编号不应出现在两个组织或两次审查的报告上；同一次审查的两个版本结果不同时，须确认以哪一份为准。两份报告相同的由 archive/duplicate-file 说明。',
    en: 'A project number belongs to one audit of one organization: it does not stand on reports of two organizations or of two audits. Where two versions of one report state different results, somebody has to say which counts. Two files of one report are stated by archive/duplicate-file.',
  },
  clause: '审查报告封面；1.2',
  reads: ['basic.projectNumber?', 'cover.projectNumber?', 'basic.organization?', 'basic.audit.start?', 'basic.audit.end?', 'result.star?'],
  messages: {
    organizations: {
      zh: '项目编号“{{reported}}”已用于另一组织“{{other}}”的报告，本报告的组织是“{{organization}}”：一个编号只属于一个组织。',
      en: 'Project number {{reported}} stands on a report of another organization, {{other}}; this report is of {{organization}}. A number belongs to one organization.',
    },
    audits: {
      zh: '项目编号“{{reported}}”已用于同一组织的另一次审查（{{otherStart}} 至 {{otherEnd}}），本次审查为 {{start}} 至 {{end}}。',
      en: 'Project number {{reported}} stands on the report of another audit of the same organization ({{otherStart}} to {{otherEnd}}); this audit was {{start}} to {{end}}.',
    },
    results: {
      zh: '项目编号“{{reported}}”的同一次审查有两份结果不同的报告（{{difference}}），请确认以哪一份为准。',
      en: 'Two reports of one audit, {{reported}}, state different results ({{difference}}): which of them counts?',
    },
  },
  *check({ subject, earlier }) {
    const numbered = earlier.filter((other) => shareNumber(subject, other)).reverse();
    const said = new Set<string>();
    for (const other of numbered) {
      const verdict = compare(subject, other);
      const about = verdict === null ? '' : `${verdict.message} ${JSON.stringify(verdict.identity)}`;
      if (verdict === null || said.has(about)) continue;
      said.add(about);
      yield verdict;
    }
  },
});

function compare(subject: ArchiveEntry, other: ArchiveEntry): ArchiveVerdict | null {
  const [here, there] = [subject.facts, other.facts];
  const mine = here.projectNumbers.find(({ value }) => there.projectNumbers.some((one) => numberKey(one.value) === numberKey(value)))!;
  const theirs = there.projectNumbers.find(({ value }) => numberKey(value) === numberKey(mine.value))!;
  // Where a report bears two numbers or names, one of them is a slip: which, nobody knows yet.
  const sure = [here, there].every(({ projectNumbers, organizations }) => projectNumbers.length === 1 && organizations.length <= 1);
  const base = { other, at: mine.path, data: { reported: mine.value } };
  const verdict = (
    message: string,
    isSure: boolean,
    details: Pick<ArchiveVerdict, 'identity' | 'words'>,
    note: LocalizedText,
    fields: string[],
  ) =>
    (isSure && sure ? fail : open)(message, {
      ...base,
      ...details,
      related: [{ path: theirs.path, note }],
      rests: { here: [mine.path, ...fields], there: [theirs.path, ...fields] },
    });
  const relation = organizationsOf(subject, other);
  const [organization, otherOrganization] = [here.organizations[0], there.organizations[0]];
  if (relation !== 'same') {
    if (relation === null || organization === undefined || otherOrganization === undefined) return null;
    const words = { organization: organization.value, other: otherOrganization.value };
    const note = { zh: `组织为“${otherOrganization.value}”`, en: `the organization is ${otherOrganization.value}` };
    return {
      ...verdict(
        'organizations',
        relation === 'different',
        { identity: [numberKey(mine.value), otherOrganization.value], words },
        note,
        [],
      ),
      rests: { here: [mine.path, organization.path], there: [theirs.path, otherOrganization.path] },
    };
  }
  const audit = ['basic.audit.start', 'basic.audit.end'];
  if (overlap(subject, other) === false) {
    const words = {
      start: here.audit!.start.value,
      end: here.audit!.end.value,
      otherStart: there.audit!.start.value,
      otherEnd: there.audit!.end.value,
    };
    const note = { zh: `审查时间 ${words.otherStart} 至 ${words.otherEnd}`, en: `audit of ${words.otherStart} to ${words.otherEnd}` };
    return verdict('audits', true, { identity: [numberKey(mine.value), words.otherStart], words }, note, audit);
  }
  const differences = sameContent(subject, other) ? [] : resultDifferences(subject, other);
  if (differences.length === 0) return null;
  const words = { difference: { zh: differences.map(({ zh }) => zh).join('；'), en: differences.map(({ en }) => en).join('; ') } };
  const fields = differences.flatMap(({ paths }) => paths);
  const identity = [numberKey(mine.value), ...differences.map(({ zh }) => zh)];
  return verdict('results', true, { identity, words }, { zh: '另一份报告', en: 'the other report' }, fields);
}

/** In what two reports of one audit state different results; what one of them does not say is no difference. */
function resultDifferences({ facts: a }: ArchiveEntry, { facts: b }: ArchiveEntry): (LocalizedText & { paths: string[] })[] {
  const found: (LocalizedText & { paths: string[] })[] = [];
  if (a.score !== null && b.score !== null && a.score.value !== b.score.value) {
    const scores = `${a.score.value} / ${b.score.value}`;
    found.push({ zh: `得分 ${scores}`, en: `scores ${scores}`, paths: [a.score.path, b.score.path] });
  }
  if (a.star !== null && b.star !== null && a.star.value !== b.star.value) {
    const [one, two] = [STAR_NAMES[a.star.value], STAR_NAMES[b.star.value]];
    found.push({ zh: `星级 ${one.zh} / ${two.zh}`, en: `stars ${one.en} / ${two.en}`, paths: [a.star.path, b.star.path] });
  }
  if (a.passed !== null && b.passed !== null && a.passed !== b.passed)
    found.push({ zh: '评价结论相反', en: 'opposite conclusions', paths: ['conclusion.outcome'] });
  if (a.scope !== null && b.scope !== null && compareScopes(a.scope.value, b.scope.value) !== null)
    found.push({ zh: '认证范围不同', en: 'different scopes', paths: [a.scope.path, b.scope.path] });
  return found;
}
