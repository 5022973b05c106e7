import type { LocalizedText, Severity } from '../model/index.js';
import { parseRead } from './reads.js';
import type { RuleMeta } from './rule.js';

type Language = keyof LocalizedText;

const SEVERITIES: Readonly<Record<Severity, LocalizedText>> = {
  error: { zh: '错误（可能改变认证结果）', en: 'error (could change the certification result)' },
  warning: { zh: '警告（身份、日期、人员、范围的矛盾）', en: 'warning (contradiction in identity, dates, people or scope)' },
  info: { zh: '提示（表格填写质量）', en: 'info (quality of the form)' },
};

const NEEDS: Readonly<Record<ReturnType<typeof parseRead>['need'], LocalizedText>> = {
  required: { zh: '', en: '' },
  each: { zh: '（逐项）', en: ' (one by one)' },
  optional: { zh: '（可缺）', en: ' (may be missing)' },
};

const WORDS = {
  title: { zh: '规则', en: 'The rules' },
  made: {
    zh: '<!-- 由 npm run docs 从规则本身生成，请勿手改。 -->',
    en: '<!-- Made from the rules themselves by npm run docs; do not edit. -->',
  },
  intro: {
    zh: '共 {{count}} 条。每条规则对一份报告得出四种结果之一：通过、不符、待核（读到的内容不足以判断，请看原页）、不适用。读取的字段标“逐项”者，未读出的项略过，其余通过时结果为待核；标“可缺”者，缺失不影响判断；其余字段未读出即为待核，表上空白即为不适用。依据存疑的读数得出的矛盾一律待核，不作为差错。消息中的 {{name}} 处填入具体内容。',
    en: '{{count}} rules. Each ends in one of four outcomes for a report: pass, fail, open (what was read does not carry a verdict; look at the page) or not applicable. Fields marked "one by one" are left out where unread, and turn a pass into open; fields that "may be missing" do not matter; any other field that is unread makes the rule open, and one that is blank on the form makes it not applicable. A contradiction that rests on a doubtful reading is open, never a failure. {{name}} in a message stands for what is found.',
  },
  severity: { zh: '级别', en: 'Severity' },
  clause: { zh: '依据', en: 'Clause' },
  reads: { zh: '读取字段', en: 'Reads' },
  after: { zh: '先行规则', en: 'Stays quiet where stated by' },
  messages: { zh: '消息', en: 'Messages' },
  everything: { zh: '全部字段', en: 'every field' },
  colon: { zh: '：', en: ': ' },
} as const satisfies Record<string, LocalizedText>;

/** The reference of all rules as Markdown in one language: a table of contents, then each rule with its fields and messages. */
export function ruleReference(rules: readonly RuleMeta[], language: Language): string {
  const word = (key: keyof typeof WORDS): string => WORDS[key][language];
  const groups = [...new Set(rules.map(({ id }) => groupOf(id)))];
  const contents = groups.map((group) => {
    const links = rules.filter(({ id }) => groupOf(id) === group).map(({ id }) => `[${id}](#${anchor(id)})`);
    return `- **${group}**${word('colon')}${links.join(language === 'zh' ? '、' : ', ')}`;
  });
  const chapters = groups.flatMap((group) => [
    `## ${group}`,
    ...rules.filter(({ id }) => groupOf(id) === group).map((rule) => chapter(rule, language)),
  ]);
  const intro = word('intro').replace('{{count}}', String(rules.length));
  return [`# ${word('title')}`, word('made'), intro, contents.join('\n'), ...chapters].join('\n\n') + '\n';
}

function chapter(rule: RuleMeta, language: Language): string {
  const item = (key: keyof typeof WORDS, text: string): string => `- ${WORDS[key][language]}${WORDS.colon[language]}${text}`;
  const reads = rule.reads.map(parseRead).map(({ pattern, need }) => `\`${pattern}\`${NEEDS[need][language]}`);
  const listed = (items: string[]): string => items.join(language === 'zh' ? '、' : ', ');
  const facts = [
    item('severity', SEVERITIES[rule.severity][language]),
    ...(rule.clause === undefined ? [] : [item('clause', rule.clause)]),
    item('reads', reads.length === 0 ? WORDS.everything[language] : listed(reads)),
    ...(rule.after?.length ? [item('after', listed(rule.after.map((id) => `[${id}](#${anchor(id)})`)))] : []),
    `- ${WORDS.messages[language]}${language === 'zh' ? '：' : ':'}`,
    ...Object.entries(rule.messages).map(([key, message]) => `  - \`${key}\`${WORDS.colon[language]}${message[language]}`),
  ];
  return [`### ${rule.id}`, `**${rule.title[language]}**`, rule.description[language], facts.join('\n')].join('\n\n');
}

function groupOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** The anchor GitHub gives a heading: lower case, everything but letters, digits and dashes dropped. */
function anchor(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9-]/g, '');
}
