import { scopeMismatch } from '../../../../validators/rules/consistency/scope.js';
import { testRule } from '../../test-rule.js';

testRule(scopeMismatch, {
  valid: [
    { name: 'the same scope' },
    {
      name: 'punctuation, spacing and width do not count',
      change: (r) => {
        r.conclusion.scope.text = '空气净化设备的销售、 售后服务。';
      },
    },
    {
      name: 'a generic tail does not count',
      change: (r) => {
        r.basic.scope.text = '废水、废气治理';
        r.conclusion.scope.text = '废水，废气治理所涉及的售后服务';
      },
    },
    {
      name: 'label and star do not count',
      change: (r) => {
        r.conclusion.scope.text = 'S：空气净化设备的销售及售后服务（五星级）';
      },
    },
    {
      name: '的 and 服务 behind do not count',
      change: (r) => {
        r.basic.scope.text = '水泵的维修、技术咨询服务';
        r.conclusion.scope.text = '水泵维修、技术咨询';
      },
    },
    {
      name: 'order does not count',
      change: (r) => {
        r.basic.scope.text = '水泵、风机的维修';
        r.conclusion.scope.text = '风机、水泵的维修';
      },
    },
  ],
  invalid: [
    {
      name: 'an activity added',
      change: (r) => {
        r.conclusion.scope.text = '空气净化设备的销售、室内空气检测及售后服务';
      },
      findings: [
        {
          message: 'differs',
          at: 'conclusion.scope.text',
          data: { added: ['室内空气检测'], dropped: [], changed: [] },
          related: ['basic.scope.text'],
        },
      ],
    },
    {
      name: 'an activity dropped',
      change: (r) => {
        r.basic.scope.text = '水泵的销售、阀门的维修';
        r.conclusion.scope.text = '水泵的销售';
      },
      findings: [{ message: 'differs', at: 'conclusion.scope.text', data: { dropped: ['阀门的维修'], added: [] } }],
    },
    {
      name: 'an activity changed',
      change: (r) => {
        r.conclusion.scope.text = '空气净化设备的租赁及售后服务';
      },
      findings: [
        { message: 'differs', at: 'conclusion.scope.text', data: { changed: [{ from: '空气净化设备的销售', to: '空气净化设备的租赁' }] } },
      ],
    },
    {
      name: 'one character',
      change: (r) => {
        r.conclusion.scope.text = '空气净化没备的销售及售后服务';
      },
      findings: [
        { message: 'differs', at: 'conclusion.scope.text', data: { changed: [{ from: '空气净化设备的销售', to: '空气净化没备的销售' }] } },
      ],
    },
  ],
  open: [
    {
      name: 'read in doubt',
      change: (r) => {
        r.conclusion.scope.text = '空气净化没备的销售及售后服务';
      },
      readings: { 'conclusion.scope.text': { confidence: 0.8 } },
      findings: [{ message: 'differs', at: 'conclusion.scope.text' }],
    },
  ],
  notApplicable: [
    {
      name: 'no recommended scope on the form',
      change: (r) => {
        r.conclusion.scope.text = null;
      },
      blank: ['conclusion.scope.text'],
    },
    {
      name: 'a change of scope is recommended',
      change: (r) => {
        r.conclusion.scope.text = '水泵的销售';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'scope-change' }];
      },
    },
  ],
});
