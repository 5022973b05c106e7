import { contact } from '../../../../validators/rules/format/contact.js';
import { testRule } from '../../test-rule.js';

const EMAIL = 'basic.contact.email';
const PHONE = 'basic.contact.phone';
const AUDITOR = 'basic.auditors[0].phone';

testRule(contact, {
  valid: [
    { name: 'a mobile, a landline, an address, a postcode' },
    { name: 'a landline printed in groups', change: (report) => (report.cover.phone = '010-5824 6003') },
    { name: 'full width, brackets and an extension', change: (report) => (report.cover.phone = '（０５７１）５６７８００００ 转 801') },
    { name: 'an extension behind a dash', change: (report) => (report.cover.phone = '021—68880000—8123') },
    { name: 'a service number', change: (report) => (report.cover.phone = '400-800-1234') },
    { name: 'no area code', change: (report) => (report.basic.contact.phone = '86543210') },
    { name: 'the country code', change: (report) => (report.basic.contact.phone = '+86 138 0013 8000') },
    { name: 'a number abroad', change: (report) => (report.basic.contact.phone = '+852 2345 6789') },
    { name: 'several numbers', change: (report) => (report.basic.contact.phone = '13800138000/0571-56780000；13900139000') },
    { name: 'two numbers apart by a space', change: (report) => (report.basic.contact.phone = '13800138000 0571-56780000') },
    { name: 'a note in brackets', change: (report) => (report.basic.contact.phone = '13800138000（微信同号）') },
    { name: 'hidden digits', change: (report) => (report.basic.contact.phone = '138****8000') },
    { name: 'not given', change: (report) => Object.assign(report.basic.contact, { phone: '/', email: '无' }) },
    { name: 'two addresses', change: (report) => (report.basic.contact.email = 'a.b@qinglan.example; service_1@mail.qinglan.com.cn') },
    { name: 'an address broken by the cell', change: (report) => (report.basic.contact.email = 'service@qing lan.example') },
    { name: 'an address in full width', change: (report) => (report.basic.contact.email = 'service＠qinglan．example') },
    { name: 'a blank', change: (report) => (report.basic.contact.email = null), blank: [EMAIL] },
  ],
  invalid: [
    {
      name: 'a single digit for an address',
      change: (report) => (report.basic.contact.email = '1'),
      findings: [{ message: 'malformed', at: EMAIL, data: { reported: '1' } }],
    },
    {
      name: 'no domain',
      change: (report) => (report.basic.contact.email = 'service@qinglan'),
      findings: [{ message: 'malformed', at: EMAIL }],
    },
    {
      name: 'a Chinese full stop',
      change: (report) => (report.basic.contact.email = 'service@qinglan。com'),
      findings: [{ message: 'malformed', at: EMAIL }],
    },
    {
      name: 'two dots',
      change: (report) => (report.basic.contact.email = 'ser..vice@qinglan.example'),
      findings: [{ message: 'malformed', at: EMAIL }],
    },
    {
      name: 'ten digits',
      change: (report) => (report.basic.contact.phone = '1380013800'),
      findings: [{ message: 'malformed', at: PHONE }],
    },
    {
      name: 'twelve digits',
      change: (report) => (report.basic.contact.phone = '138001380000'),
      findings: [{ message: 'malformed', at: PHONE }],
    },
    {
      name: 'no mobile begins with 12',
      change: (report) => (report.basic.contact.phone = '12800138000'),
      findings: [{ message: 'malformed', at: PHONE }],
    },
    {
      name: 'one of two is wrong',
      change: (report) => (report.basic.contact.phone = '13800138000、1390013'),
      findings: [{ message: 'malformed', at: PHONE }],
    },
    { name: 'words', change: (report) => (report.basic.contact.phone = '见名片'), findings: [{ message: 'malformed', at: PHONE }] },
    {
      name: 'a landline too short',
      change: (report) => (report.cover.phone = '010-5824'),
      findings: [{ message: 'malformed', at: 'cover.phone' }],
    },
    {
      name: 'five digits',
      change: (report) => (report.cover.postcode = '31001'),
      findings: [{ message: 'malformed', at: 'cover.postcode' }],
    },
    {
      name: 'a postcode of no place',
      change: (report) => (report.cover.postcode = '001234'),
      findings: [{ message: 'malformed', at: 'cover.postcode' }],
    },
    {
      name: 'an auditor and the contact',
      change: (report) => {
        report.basic.contact.email = 'qinglan.example';
        report.basic.auditors![0]!.phone = '139001390';
      },
      findings: [
        { message: 'malformed', at: EMAIL },
        { message: 'malformed', at: AUDITOR },
      ],
    },
  ],
  open: [
    { name: 'a phone that was not read', change: (report) => (report.basic.contact.phone = null) },
    {
      name: 'a doubtful number',
      change: (report) => (report.basic.contact.phone = '1380013800'),
      readings: { [PHONE]: { confidence: 0.8 } },
      findings: [{ message: 'malformed', at: PHONE }],
    },
  ],
});
