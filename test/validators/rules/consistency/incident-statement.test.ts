import { incidentStatement } from '../../../../validators/rules/consistency/incident-statement.js';
import { testRule } from '../../test-rule.js';

testRule(incidentStatement, {
  valid: [
    { name: 'none, no explanation' },
    {
      name: '有 with an explanation',
      change: (r) => {
        r.basic.incidents.complaints = 'some';
        r.basic.incidentNotes.complaints = '一起投诉，已处理完毕';
      },
    },
    {
      name: 'a dash or 不适用 is no explanation',
      change: (r) => {
        r.basic.incidentNotes.accidents = '——';
        r.basic.incidentNotes.complaints = '不适用。';
      },
    },
    {
      name: 'a denial agrees with 无',
      change: (r) => {
        r.basic.incidentNotes.accidents = '近一年内未发生重大服务质量事故';
      },
    },
    {
      name: 'both ticked in 1.15 is stated elsewhere',
      change: (r) => {
        for (const one of r.observed.choices[9]!.options) one.state = 'ticked';
      },
    },
  ],
  invalid: [
    {
      name: '无 with an explanation',
      change: (r) => {
        r.basic.incidentNotes.complaints = '收到投诉两起';
      },
      findings: [
        {
          message: 'explained',
          at: 'basic.incidents.complaints',
          data: { note: '收到投诉两起' },
          related: ['basic.incidentNotes.complaints'],
        },
      ],
    },
    {
      name: '有, the explanation blank',
      change: (r) => {
        r.basic.incidents.complaints = 'some';
      },
      blank: ['basic.incidentNotes.complaints'],
      findings: [{ message: 'unexplained', at: 'basic.incidents.complaints', related: ['basic.incidentNotes.complaints'] }],
    },
    {
      name: '有, the explanation says 无',
      change: (r) => {
        r.basic.incidents.complaints = 'some';
        r.basic.incidentNotes.complaints = '无';
      },
      findings: [{ message: 'unexplained', at: 'basic.incidents.complaints' }],
    },
    {
      name: 'both ticked',
      change: (r) => {
        r.basic.incidents.complaints = null;
        for (const one of r.observed.choices[6]!.options) one.state = 'ticked';
      },
      findings: [{ message: 'both', at: 'basic.incidents.complaints', data: { reported: ['none', 'some'] } }],
    },
    {
      name: 'no risks, but a note on them',
      change: (r) => {
        r.basic.riskNote = '审查当日停电两小时';
      },
      findings: [{ message: 'explained', at: 'basic.risks', related: ['basic.riskNote'] }],
    },
  ],
  open: [
    {
      name: 'a tick that was not read',
      change: (r) => {
        r.basic.incidents.spotChecks = null;
      },
    },
    {
      name: '有, no explanation read',
      change: (r) => {
        r.basic.incidents.complaints = 'some';
      },
      findings: [{ message: 'unread', at: 'basic.incidents.complaints' }],
    },
    {
      name: 'the explanation was read in doubt',
      change: (r) => {
        r.basic.incidentNotes.complaints = '元';
      },
      readings: { 'basic.incidentNotes.complaints': { confidence: 0.4 } },
      findings: [{ message: 'explained', at: 'basic.incidents.complaints' }],
    },
  ],
});
