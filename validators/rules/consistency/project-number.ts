import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { normalise } from '../../words/normalise.js';

export const projectNumber = defineRule({
  id: 'consistency/project-number',
  severity: 'warning',
  title: { zh: '项目编号前后不一', en: 'Project numbers differ' },
  description: {
    zh: '封面、1.2 和页眉页脚中的项目编号应相同。格式不对的编号由 format/project-number 说明，不再比较。',
    en: 'Cover, 1.2 and running headers bear one project number. A number out of form is stated by format/project-number and not compared.',
  },
  reads: ['cover.projectNumber~', 'basic.projectNumber~', 'observed.runningProjectNumbers?'],
  after: ['format/project-number'],
  exact: ['differs'],
  messages: {
    differs: {
      zh: '{{field}}印为“{{reported}}”，{{otherField}}印为“{{computed}}”；同一份报告的项目编号应相同。',
      en: 'The {{field}} is printed as "{{reported}}", but the {{otherField}} as "{{computed}}"; one report has one project number.',
    },
  },
  *check({ report, stated }) {
    const printed = [
      { path: 'cover.projectNumber', value: report.cover.projectNumber },
      { path: 'basic.projectNumber', value: report.basic.projectNumber },
      ...report.observed.runningProjectNumbers.map((value, index) => ({ path: `observed.runningProjectNumbers[${index}]`, value })),
    ].flatMap(({ path, value }) => (value === null ? [] : [{ path, value, key: normalise(value).toUpperCase() }]));
    const malformed = new Set(printed.filter(({ path }) => stated('format/project-number', path)).map(({ key }) => key));
    const places = printed.filter(({ key }) => !malformed.has(key));
    const count = (key: string): number => places.filter((place) => place.key === key).length;
    // The number most places bear is the right one; the basic information's where it cannot be told.
    const model = [...places].sort((a, b) => count(b.key) - count(a.key) || rank(a.path) - rank(b.path))[0];
    const odd = places.filter(({ key }) => key !== model?.key);
    const [first, ...rest] = odd;
    if (model === undefined || first === undefined) return;
    const agreeing = places.filter(({ key }) => key === model.key);
    yield fail('differs', {
      at: first.path,
      related: [...agreeing, ...rest].map(({ path, value }) => ({
        path,
        note: { zh: `此处印为“${value}”`, en: `printed as "${value}" here` },
      })),
      data: { reported: first.value, computed: model.value },
      words: { field: placeName(first.path), otherField: placeName(model.path) },
      basis: [],
    });
  },
});

function rank(path: string): number {
  return ['basic', 'cover', 'observed'].indexOf(path.split('.')[0]!);
}

function placeName(path: string): { zh: string; en: string } {
  return path.startsWith('observed')
    ? { zh: '页眉或页脚的项目编号', en: 'project number in the running header or footer' }
    : fieldName(path);
}
