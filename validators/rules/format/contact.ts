import { expandPath, valueAt } from '../../../model/index.js';
import { defineRule, fail } from '../../rule.js';
import { emailFault, phoneFault, postcodeFault, type ContactFault } from '../../words/contact.js';
import { fieldName } from '../../words/fields.js';
import { saysNothing } from '../../words/normalise.js';

const CHECKS: Readonly<Record<string, (printed: string) => ContactFault>> = {
  'cover.phone': phoneFault,
  'cover.postcode': postcodeFault,
  'basic.contact.phone': phoneFault,
  'basic.contact.email': emailFault,
  'basic.auditors[].phone': phoneFault,
};

/** Phones, e-mail addresses and postcodes can be what they are meant to be. A blank, a dash or 无 is not malformed. */
export const contact = defineRule({
  id: 'format/contact',
  severity: 'info',
  title: { zh: '联系方式不可能有效', en: 'A contact detail that cannot be one' },
  description: {
    zh: '电话、邮箱、邮编应是可能存在的号码或地址：手机 11 位，固定电话可带区号和分机，400/800 号码，一栏可写多个；邮编 6 位。空白或填“无”“/”不在此列。每栏最多报一条。',
    en: 'Phones, e-mail addresses and postcodes must be possible ones: mobile numbers of 11 digits, landlines with or without area code and extension, 400/800 numbers, several in one field; postcodes of 6 digits. Blank fields, 无 and dashes are left out. At most one finding per field.',
  },
  clause: '审查报告封面；1.6；1.13',
  reads: Object.keys(CHECKS).map((pattern) => `${pattern}~`),
  exact: ['malformed'],
  messages: {
    malformed: {
      zh: '{{field}}印为“{{reported}}”：{{why}}。',
      en: 'The {{field}} is printed as "{{reported}}": {{why}}.',
    },
  },
  *check({ report }) {
    for (const [pattern, faultOf] of Object.entries(CHECKS)) {
      for (const path of expandPath(report, pattern)) {
        const reported = valueAt(report, path);
        if (typeof reported !== 'string' || saysNothing(reported)) continue;
        const why = faultOf(reported);
        if (why) yield fail('malformed', { at: path, data: { reported }, words: { field: fieldName(path), why }, basis: [] });
      }
    }
  },
});
