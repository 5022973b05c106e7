import type { AuditReport } from '../../model/index.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';

/** A record without a fault: invented company and people, 95.5 points, five stars. Every call gives a fresh copy. */
export function cleanReport(): AuditReport {
  const lost: Record<string, number> = { 资源配置: 1, 技术支持: 1.5, 质量保证: 2 };
  return {
    scheme: 'gbt27922-2011',
    cover: {
      certificationBody: '华辰认证有限公司',
      title: '服务认证审查报告',
      organization: '青岚环境科技有限公司',
      projectNumber: '20417-2024-SA',
      standardCode: 'GB/T27922-2011',
      auditType: 'initial',
      address: '杭州市文澜路18号',
      phone: '0571-56780000',
      postcode: '310012',
    },
    basic: {
      organization: '青岚环境科技有限公司',
      projectNumber: '20417-2024-SA',
      registeredAddress: '杭州市青枫路99号3幢',
      auditAddress: '杭州市青枫路99号3幢',
      siteType: 'single',
      branches: [],
      contact: { name: '顾青禾', position: '客服经理', phone: '13800138000', email: 'service@qinglan.example' },
      purpose: 'initial',
      criteriaStandardCode: 'GB/T27922-2011',
      scope: { text: '空气净化设备的销售及售后服务', star: 'five-star' },
      auditMode: 'onsite',
      mysteryVisit: 'none',
      mysteryVisitDates: { onsite: { start: null, end: null }, offsite: { start: null, end: null } },
      audit: { start: '2024-06-12', end: '2024-06-13' },
      coverage: { start: '2023-06-01', end: '2024-06-13' },
      auditors: [
        { code: 'A', name: '陆知远', role: '组长', certificateNumber: '2022-S1SC-1204417', specialtyCode: '02.01', phone: '13900139000' },
        { code: 'B', name: '沈若溪', role: '组员', certificateNumber: '2021-S1SC-1203362', specialtyCode: '02.01', phone: '13700137000' },
      ],
      incidents: { accidents: 'none', complaints: 'none', spotChecks: 'none', enforcement: 'none' },
      incidentNotes: { accidents: null, complaints: null, spotChecks: null, enforcement: null },
      risks: 'none',
      riskNote: null,
      remoteAudit: { applicable: false, details: null },
    },
    score: {
      groups: GBT27922_2011.groups.map(({ name, max, indicators }) => ({
        name,
        max,
        subtotal: null,
        indicators: indicators.map((one) => ({
          name: one.name,
          max: one.max,
          score: one.max - (lost[one.name] ?? 0),
          deleted: false,
          remark: null,
        })),
      })),
      specialDeduction: 0,
      specialBonus: 0,
      totalMax: 100,
      total: 95.5,
      formulaResult: 95.5,
      deductionLimit: { table: '达到5分不通过', principles: '达到5个以上（含5个）' },
    },
    result: { score: 95.5, star: 'five-star' },
    narrative: {
      text: '受评价方配备了服务人员，资源配置中备件略少，技术支持的响应记录有缺，质量保证的回访不全。',
      paragraphs: ['受评价方配备了服务人员，资源配置中备件略少，技术支持的响应记录有缺，质量保证的回访不全。'],
    },
    suggestions: ['补充备件资源，完善技术支持记录和质量保证回访。'],
    internalEvaluation: { date: '2024-04-20', score: 97, people: ['闻人敏', '祝长风'] },
    conclusion: {
      outcome: 'meets',
      ticked: ['meets'],
      recommendation: 'initial',
      tickedRecommendations: [{ under: 'meets', value: 'initial' }],
      scope: { text: '空气净化设备的销售及售后服务', star: 'five-star' },
      compiler: '陆知远',
      compiledDate: '2024-06-13',
    },
    observed: {
      sections: ['cover', 'basic', 'result', 'narrative', 'suggestions', 'conclusion'],
      headings: (['basic', 'result', 'narrative', 'suggestions', 'conclusion'] as const).map((section, index) => ({
        section,
        number: index + 1,
      })),
      unplacedHeadings: [],
      choices: [
        choice('cover.auditType', ['initial', 'surveillance', 'recertification'], 'initial'),
        choice('basic.siteType', ['single', 'multiple'], 'single'),
        choice('basic.purpose', ['initial', 'surveillance', 'recertification'], 'initial'),
        choice('basic.auditMode', ['onsite', 'remote', 'hybrid'], 'onsite'),
        choice('basic.mysteryVisit', ['onsite', 'offsite', 'none'], 'none'),
        choice('basic.incidents.accidents', ['none', 'some'], 'none'),
        choice('basic.incidents.complaints', ['none', 'some'], 'none'),
        choice('basic.incidents.spotChecks', ['none', 'some'], 'none'),
        choice('basic.incidents.enforcement', ['none', 'some'], 'none'),
        choice('basic.risks', ['none', 'some'], 'none'),
        choice('conclusion.outcome', ['meets', 'fails'], 'meets'),
        choice('conclusion.recommendation', ['initial', 'recertification', 'surveillance', 'reinstatement', 'scope-change'], 'initial'),
      ],
      runningProjectNumbers: ['20417-2024-SA'],
      pageNumbers: [1, 2, 3].map((page) => ({ page, printed: page, total: 3 })),
      pageCount: 3,
      unreadPages: [],
      tableIssues: [],
    },
  };
}

function choice(field: string, values: string[], ticked: string): AuditReport['observed']['choices'][number] {
  return { field, marks: true, options: values.map((value) => ({ value, state: value === ticked ? 'ticked' : 'empty' })) };
}
