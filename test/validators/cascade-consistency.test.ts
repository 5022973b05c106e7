import { oneFaultOneFinding, tick } from './one-fault.js';

oneFaultOneFinding('identity', [
  { name: 'nothing', change: () => undefined, says: [] },
  {
    name: 'another year in the project number on the cover',
    change: (r) => {
      r.cover.projectNumber = '20417-2021-SA';
    },
    says: ['consistency/project-number at cover.projectNumber'],
  },
  {
    name: 'another year in the project number in 1.2',
    change: (r) => {
      r.basic.projectNumber = '20417-2021-SA';
    },
    says: ['consistency/project-number at basic.projectNumber'],
  },
  {
    name: 'another number in the running header',
    change: (r) => {
      r.observed.runningProjectNumbers = ['20418-2024-SA'];
    },
    says: ['consistency/project-number at observed.runningProjectNumbers[0]'],
  },
  {
    name: 'a malformed project number on the cover',
    change: (r) => {
      r.cover.projectNumber = '20417-24-SA';
    },
    says: ['format/project-number at cover.projectNumber'],
  },
  {
    name: 'a malformed project number everywhere',
    change: (r) => {
      r.cover.projectNumber = r.basic.projectNumber = '20417-24-SA';
      r.observed.runningProjectNumbers = ['20417-24-SA'];
    },
    says: ['format/project-number at cover.projectNumber'],
  },
  {
    name: 'an old year in the project number everywhere',
    change: (r) => {
      r.cover.projectNumber = r.basic.projectNumber = '20417-2021-SA';
      r.observed.runningProjectNumbers = ['20417-2021-SA'];
    },
    says: ['dates/project-year at basic.projectNumber'],
  },
  {
    name: 'another legal form on the cover',
    change: (r) => {
      r.cover.organization = '青岚环境科技有限责任公司';
    },
    says: ['consistency/organization-name at cover.organization'],
  },
  {
    name: 'another company on the cover',
    change: (r) => {
      r.cover.organization = '海川智能装备有限公司';
    },
    says: ['consistency/organization-name at cover.organization'],
  },
  {
    name: 'a paragraph about another company',
    change: (r) => {
      r.narrative.paragraphs!.push('海川智能装备有限公司建立了售后服务体系。');
      r.narrative.text = r.narrative.paragraphs!.join('\n');
    },
    says: ['consistency/foreign-organization at narrative.paragraphs[1]'],
  },
  {
    name: 'a malformed standard in 1.8',
    change: (r) => {
      r.basic.criteriaStandardCode = 'GT/T27922-2011';
    },
    says: ['format/standard-code at basic.criteriaStandardCode'],
  },
  {
    name: 'another standard in 1.8',
    change: (r) => {
      r.basic.criteriaStandardCode = 'GB/T27925-2011';
    },
    says: ['consistency/standard-code at basic.criteriaStandardCode'],
  },
  {
    name: 'another year of the standard on the cover',
    change: (r) => {
      r.cover.standardCode = 'GB/T27922-2012';
    },
    says: ['consistency/standard-code at cover.standardCode'],
  },
]);

oneFaultOneFinding('scope and star', [
  {
    name: "the result's star is not earned",
    change: (r) => {
      r.result.star = 'four-star';
    },
    says: ['score/star-threshold-mismatch at result.star'],
  },
  {
    name: 'another star in 1.9',
    change: (r) => {
      r.basic.scope.star = 'four-star';
    },
    says: ['consistency/star-level at basic.scope.star'],
  },
  {
    name: 'another star in the recommended scope',
    change: (r) => {
      r.conclusion.scope.star = 'four-star';
    },
    says: ['consistency/star-level at conclusion.scope.star'],
  },
  {
    name: 'an activity added to the recommended scope',
    change: (r) => {
      r.conclusion.scope.text = '空气净化设备的销售、租赁及售后服务';
    },
    says: ['consistency/scope at conclusion.scope.text'],
  },
]);

oneFaultOneFinding('choices', [
  {
    name: 'another type on the cover',
    change: (r) => {
      r.cover.auditType = 'surveillance';
      tick(r, 'cover.auditType', 'surveillance');
    },
    says: ['consistency/audit-type-purpose at cover.auditType'],
  },
  {
    name: 'another purpose in 1.7',
    change: (r) => {
      r.basic.purpose = 'recertification';
      tick(r, 'basic.purpose', 'recertification');
    },
    says: ['consistency/audit-type-purpose at basic.purpose'],
  },
  {
    name: 'another recommendation',
    change: (r) => {
      r.conclusion.recommendation = 'surveillance';
      r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      tick(r, 'conclusion.recommendation', 'surveillance');
    },
    says: ['consistency/audit-type-conclusion at conclusion.recommendation'],
  },
  {
    name: 'two recommendations that shut each other out',
    change: (r) => {
      r.conclusion.recommendation = null;
      r.conclusion.tickedRecommendations = [
        { under: 'meets', value: 'initial' },
        { under: 'meets', value: 'surveillance' },
      ];
      tick(r, 'conclusion.recommendation', 'initial', 'surveillance');
    },
    says: ['consistency/exclusive-choice at conclusion.recommendation'],
  },
  {
    name: 'no recommendation',
    change: (r) => {
      r.conclusion.recommendation = null;
      r.conclusion.tickedRecommendations = [];
      tick(r, 'conclusion.recommendation');
    },
    says: ['completeness/undetermined-choice at conclusion.recommendation'],
  },
  {
    name: 'both conclusions',
    change: (r) => {
      r.conclusion.outcome = null;
      r.conclusion.ticked = ['meets', 'fails'];
      tick(r, 'conclusion.outcome', 'meets', 'fails');
    },
    says: ['consistency/conclusion-contradiction at conclusion.outcome'],
  },
  {
    name: 'no conclusion',
    change: (r) => {
      r.conclusion.outcome = null;
      r.conclusion.ticked = [];
      tick(r, 'conclusion.outcome');
    },
    says: ['consistency/conclusion-contradiction at conclusion.outcome'],
  },
  {
    name: 'neither conclusion nor recommendation',
    change: (r) => {
      Object.assign(r.conclusion, { outcome: null, ticked: [], recommendation: null, tickedRecommendations: [] });
      tick(r, 'conclusion.outcome');
      tick(r, 'conclusion.recommendation');
    },
    says: ['consistency/conclusion-contradiction at conclusion.outcome'],
  },
  {
    name: 'a recommendation below the other conclusion',
    change: (r) => {
      r.conclusion.tickedRecommendations!.push({ under: 'fails', value: 'surveillance' });
      tick(r, 'conclusion.recommendation', 'initial', 'surveillance');
    },
    says: ['consistency/conclusion-contradiction at conclusion.tickedRecommendations[1].value'],
  },
  {
    name: 'a single site with a branch',
    change: (r) => {
      r.basic.branches = ['宁波分部 宁波市清波路3号'];
    },
    says: ['consistency/site-type at basic.siteType'],
  },
  {
    name: 'a mystery visit not needed but dated',
    change: (r) => {
      r.basic.mysteryVisitDates.onsite.start = '2024-05-08';
    },
    says: ['consistency/mystery-visit at basic.mysteryVisit'],
  },
  {
    name: 'on site, but 1.16 filled in',
    change: (r) => {
      r.basic.remoteAudit = { applicable: true, details: '会议软件' };
    },
    says: ['consistency/remote-audit at basic.auditMode'],
  },
  {
    name: 'no incident, but an explanation',
    change: (r) => {
      r.basic.incidentNotes.complaints = '收到投诉两起';
    },
    says: ['consistency/incident-statement at basic.incidents.complaints'],
  },
  {
    name: 'both answers in 1.14',
    change: (r) => {
      r.basic.incidents.complaints = null;
      tick(r, 'basic.incidents.complaints', 'none', 'some');
    },
    says: ['consistency/incident-statement at basic.incidents.complaints'],
  },
  {
    name: 'two audit modes',
    change: (r) => {
      r.basic.auditMode = null;
      tick(r, 'basic.auditMode', 'onsite', 'remote');
    },
    says: ['consistency/exclusive-choice at basic.auditMode'],
  },
  {
    name: 'two types on the cover',
    change: (r) => {
      r.cover.auditType = null;
      tick(r, 'cover.auditType', 'initial', 'surveillance');
    },
    says: ['consistency/exclusive-choice at cover.auditType'],
  },
  {
    name: 'no audit mode',
    change: (r) => {
      r.basic.auditMode = null;
      tick(r, 'basic.auditMode');
    },
    says: ['completeness/undetermined-choice at basic.auditMode'],
  },
]);
