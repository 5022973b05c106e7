import { foreignOrganization } from '../../../../validators/rules/consistency/foreign-organization.js';
import { testRule } from '../../test-rule.js';

testRule(foreignOrganization, {
  valid: [
    { name: 'no company named' },
    {
      name: 'the audited organization by its full name',
      change: (r) => {
        r.narrative.paragraphs = ['受评价方青岚环境科技有限公司建立了售后服务体系。'];
      },
    },
    {
      name: 'its other legal form is stated elsewhere',
      change: (r) => {
        r.narrative.paragraphs = ['青岚环境科技有限责任公司建立了售后服务体系。'];
      },
    },
    {
      name: 'with a place in front',
      change: (r) => {
        r.narrative.paragraphs = ['杭州青岚环境科技有限公司高度重视售后服务。'];
      },
    },
    {
      name: 'a short form',
      change: (r) => {
        r.narrative.paragraphs = ['青岚公司与青岚集团高度重视售后服务。'];
      },
    },
    {
      name: 'the certification body',
      change: (r) => {
        r.narrative.paragraphs = ['华辰认证有限公司制定了评价计划。'];
      },
    },
    {
      name: 'a customer',
      change: (r) => {
        r.narrative.paragraphs = ['评价组走访了客户海川食品有限公司，其对服务表示满意。'];
      },
    },
    {
      name: 'customers in a list',
      change: (r) => {
        r.narrative.paragraphs = ['主要客户有海川食品有限公司、宏远商贸有限公司等。'];
      },
    },
    {
      name: 'a supplier',
      change: (r) => {
        r.narrative.paragraphs = ['备件由海川机电设备有限公司生产，配送委托顺捷物流有限公司承担。'];
      },
    },
    {
      name: 'a partner',
      change: (r) => {
        r.narrative.paragraphs = ['企业与海川智能装备有限公司签订了合作协议，建立了售后服务网络。'];
      },
    },
    {
      name: 'a customer as the subject',
      change: (r) => {
        r.narrative.paragraphs = ['海川食品有限公司已安装空气净化设备12台。'];
      },
    },
    {
      name: 'a customer as the subject who praises the service',
      change: (r) => {
        r.narrative.paragraphs = ['海川食品有限公司的服务人员对售后服务表示满意。'];
      },
    },
    {
      name: 'a customer whose service is spoken of',
      change: (r) => {
        r.narrative.paragraphs = ['海川食品有限公司的售后服务由受评价方负责。'];
      },
    },
    {
      name: 'a parent company',
      change: (r) => {
        r.narrative.paragraphs = ['受评价方隶属于海川智能装备集团。'];
      },
    },
    {
      name: 'service centres and the like',
      change: (r) => {
        r.narrative.paragraphs = ['企业设有客户服务中心、呼叫中心和维修中心，以客户为中心开展售后服务。'];
      },
    },
    {
      name: 'a branch of the audited organization',
      change: (r) => {
        r.narrative.paragraphs = ['姜堰服务中心的服务人员配备齐全。'];
      },
    },
    {
      name: 'groups in general',
      change: (r) => {
        r.narrative.paragraphs = ['大型企业集团的服务管理经验值得借鉴，集团公司制定了制度。'];
      },
    },
    {
      name: 'a placeholder left from a template',
      change: (r) => {
        r.narrative.paragraphs = ['受评价方某某有限公司建立了售后服务体系。'];
      },
    },
    {
      name: 'a company under the same roof',
      change: (r) => {
        r.narrative.paragraphs = ['下属海川安装有限公司建立了售后服务体系。'];
      },
    },
    {
      name: 'a testing centre',
      change: (r) => {
        r.narrative.paragraphs = ['浙江省质量检测中心制定了检测方案。'];
      },
    },
    {
      name: 'a branch listed in 1.5',
      change: (r) => {
        r.basic.branches = ['海川环保服务有限公司 杭州市文澜路20号'];
        r.narrative.paragraphs = ['海川环保服务有限公司建立了售后服务体系。'];
      },
    },
  ],
  invalid: [
    {
      name: 'as the party',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '受评价方海川智能装备有限公司位于杭州市，有员工60人。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '海川智能装备有限公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'as the object of the audit',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '本次评价对海川智能装备有限公司的售后服务进行了现场审查。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '海川智能装备有限公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'as the subject of its service system',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '云州宏泰机电设备股份有限公司建立了完善的售后服务体系，为客户提供服务。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '云州宏泰机电设备股份有限公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'as the subject in the middle of a paragraph',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '服务流程较为清晰。总体来看，恒丰电梯有限公司的售后服务管理体系基本建立。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '恒丰电梯有限公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'a group',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '宏远智能装备集团高度重视售后服务工作。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '宏远智能装备集团', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'a centre that is said to be the party',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '受评价方为卓砺检修技术中心。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '卓砺检修技术中心', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'a name with a bracket',
      change: (r) => {
        r.narrative.paragraphs = ['服务流程较为清晰。', '启沐暖通科技（泰州）有限公司成立于2008年。'];
      },
      findings: [
        {
          message: 'foreign',
          at: 'narrative.paragraphs[1]',
          data: { reported: '启沐暖通科技(泰州)有限公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },

    {
      name: 'named in two paragraphs: one finding',
      change: (r) => {
        r.narrative.paragraphs = ['海川智能装备有限公司建立了售后服务体系。', '本次评价对海川智能装备有限公司进行了现场审查。'];
      },
      findings: [{ message: 'foreign', at: 'narrative.paragraphs[0]', related: ['basic.organization', 'narrative.paragraphs[1]'] }],
    },
    {
      name: '1.1 is blank: compared with the cover',
      change: (r) => {
        r.basic.organization = null;
        r.narrative.paragraphs = ['海川智能装备有限公司建立了售后服务体系。'];
      },
      blank: ['basic.organization'],
      findings: [{ message: 'foreign', at: 'narrative.paragraphs[0]', related: ['cover.organization'] }],
    },
  ],
  open: [
    {
      name: 'several sites whose names were not read',
      change: (r) => {
        r.basic.siteType = 'multiple';
        r.basic.branches = null;
        r.narrative.paragraphs = ['海川智能装备有限公司建立了售后服务体系。'];
      },
    },
    {
      name: 'the audited organization was not read',
      change: (r) => {
        r.cover.organization = r.basic.organization = null;
        r.narrative.paragraphs = ['海川智能装备有限公司建立了售后服务体系。'];
      },
    },
    {
      name: 'the paragraph was read in doubt',
      change: (r) => {
        r.narrative.paragraphs = ['青风环境科技有限公司建立了售后服务体系。'];
      },
      readings: { 'narrative.paragraphs[0]': { confidence: 0.6 } },
      findings: [{ message: 'foreign', at: 'narrative.paragraphs[0]' }],
    },
  ],
});
