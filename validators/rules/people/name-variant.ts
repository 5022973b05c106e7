import type { AuditReport, LocalizedText } from '../../../model/index.js';
import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { nameVariant, type Likeness } from '../../words/names.js';

/** Why two characters are taken for one another. */
const LIKENESS: Readonly<Record<Likeness, LocalizedText>> = {
  'same-sound': { zh: '同音', en: 'sound alike' },
  'look-alike': { zh: '形近', en: 'look alike' },
  'near-sound': { zh: '音近', en: 'sound nearly alike' },
};

interface Person {
  name: string;
  path: string;
}

export const nameVariantRule = defineRule({
  id: 'people/name-variant',
  severity: 'warning',
  title: { zh: '同一人的姓名写法不一', en: "One person's name in two spellings" },
  description: {
    zh: '联系人与内部评价人员之间、审查员与报告编制人之间，若两个姓名同姓、等长、只差一个同音、形近或音近的字，多半是同一人写错了字。已能逐字对上的姓名不再比较。',
    en: 'Between contact and internal evaluators, and between auditors and compiler: two names of the same surname and length that differ by one character which sounds or looks alike are most likely one person, misspelt. Names that match someone exactly are not compared.',
  },
  reads: ['basic.contact.name~', 'internalEvaluation.people[]~', 'basic.auditors[].name~', 'conclusion.compiler~'],
  exact: ['variant'],
  messages: {
    variant: {
      zh: '{{field}}印为“{{reported}}”，{{otherField}}印为“{{other}}”：只差“{{character}}”与“{{otherCharacter}}”一字（{{likeness}}），多半是同一人，其中一处写错。',
      en: '"{{reported}}" ({{field}}) and "{{other}}" ({{otherField}}) differ only in {{character}} and {{otherCharacter}}, which {{likeness}}: most likely one person, misspelt in one place.',
    },
  },
  *check({ report }) {
    for (const [ones, others] of sides(report)) {
      for (const one of ones) {
        if (others.some(({ name }) => name === one.name)) continue;
        for (const other of others) {
          const variant = ones.some(({ name }) => name === other.name) ? null : nameVariant(one.name, other.name);
          if (variant === null) continue;
          yield fail('variant', {
            at: one.path,
            related: [{ path: other.path, note: { zh: `此处印为“${other.name}”`, en: `printed as "${other.name}" here` } }],
            data: { reported: one.name, other: other.name, likeness: variant.likeness },
            words: {
              field: fieldName(one.path),
              otherField: fieldName(other.path),
              character: variant.characters[0],
              otherCharacter: variant.characters[1],
              likeness: LIKENESS[variant.likeness],
            },
            basis: [],
          });
        }
      }
    }
  },
});

/** Who plays the same part: the client's people, and those who audit and write the report. */
function sides({ basic, internalEvaluation, conclusion }: AuditReport): [Person[], Person[]][] {
  return [
    [
      (internalEvaluation.people ?? []).map((name, index) => ({ name, path: `internalEvaluation.people[${index}]` })),
      named(basic.contact.name, 'basic.contact.name'),
    ],
    [
      named(conclusion.compiler, 'conclusion.compiler'),
      (basic.auditors ?? []).flatMap(({ name }, index) => named(name, `basic.auditors[${index}].name`)),
    ],
  ];
}

function named(name: string | null, path: string): Person[] {
  return name === null ? [] : [{ name, path }];
}
