import { splitPath, valueAt, type AuditReport } from '../../model/index.js';

type Names = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** What the last steps of a field path are called on the form; the longest entry that fits names the field. */
const FIELD_NAMES: Names = {
  scheme: ['认证标准', 'scheme'],
  cover: ['封面', 'cover'],
  basic: ['1 基本信息', '1 basic information'],
  result: ['审查结果', 'result'],
  narrative: ['3 审查概述', '3 narrative'],
  'narrative.text': ['3 审查概述', '3 narrative'],
  'mysteryVisitDates.onsite.start': ['现场暗访开始日期', 'start of the on-site mystery visit'],
  'mysteryVisitDates.onsite.end': ['现场暗访结束日期', 'end of the on-site mystery visit'],
  'mysteryVisitDates.offsite.start': ['非现场暗访开始日期', 'start of the off-site mystery visit'],
  'mysteryVisitDates.offsite.end': ['非现场暗访结束日期', 'end of the off-site mystery visit'],
  'tickedRecommendations.under': ['勾选的推荐所属结论', 'conclusion above the ticked recommendation'],
  'tickedRecommendations.value': ['勾选的推荐', 'ticked recommendation'],
  suggestions: ['4 改进建议', '4 suggestions'],
  conclusion: ['5 评价结论', '5 conclusion'],
  certificationBody: ['认证机构', 'certification body'],
  title: ['标题', 'title'],
  organization: ['组织名称', 'organization'],
  projectNumber: ['项目编号', 'project number'],
  standardCode: ['依据标准', 'standard'],
  auditType: ['审查类型', 'audit type'],
  address: ['地址', 'address'],
  phone: ['电话', 'phone'],
  postcode: ['邮编', 'postcode'],
  registeredAddress: ['工商注册地址', 'registered address'],
  auditAddress: ['审查地址', 'audit address'],
  siteType: ['场所说明', 'sites'],
  branches: ['分场所', 'branches'],
  'contact.name': ['联系人', 'contact'],
  'contact.position': ['职务', 'position'],
  email: ['邮箱', 'e-mail'],
  purpose: ['审查目的', 'purpose'],
  criteriaStandardCode: ['审查准则', 'criteria'],
  'scope.text': ['范围', 'scope'],
  scope: ['范围', 'scope'],
  star: ['星级', 'star level'],
  auditMode: ['审查方式', 'audit mode'],
  mysteryVisit: ['暗访评价方式', 'mystery visit'],
  mysteryVisitDates: ['暗访日期', 'mystery visit dates'],
  'audit.start': ['审查开始日期', 'audit start'],
  'audit.end': ['审查结束日期', 'audit end'],
  audit: ['审查时间', 'audit dates'],
  'coverage.start': ['覆盖期开始', 'coverage start'],
  'coverage.end': ['覆盖期结束', 'coverage end'],
  coverage: ['审查覆盖的时期', 'covered period'],
  auditors: ['审查组成员', 'audit team'],
  code: ['代码', 'code'],
  name: ['名称', 'name'],
  role: ['组内身份', 'role'],
  certificateNumber: ['注册证书号', 'certificate number'],
  specialtyCode: ['专业代码', 'specialty code'],
  incidents: ['一年内事件', 'incidents of the year'],
  incidentNotes: ['事件说明', 'incident notes'],
  accidents: ['重大服务质量事故', 'accidents'],
  complaints: ['相关方投诉', 'complaints'],
  spotChecks: ['政府监督抽查', 'government spot checks'],
  enforcement: ['政府执法检查', 'government enforcement'],
  risks: ['审查风险', 'audit risks'],
  riskNote: ['风险说明', 'risk note'],
  remoteAudit: ['远程审核', 'remote audit'],
  applicable: ['是否适用', 'applicable'],
  details: ['概况', 'details'],
  score: ['得分', 'score'],
  'score.groups': ['评分表', 'score table'],
  max: ['分值', 'points'],
  subtotal: ['小计', 'subtotal'],
  remark: ['备注', 'remark'],
  deleted: ['删减', 'deleted'],
  specialDeduction: ['特别减分项', 'special deductions'],
  specialBonus: ['特别加分项', 'special bonus'],
  totalMax: ['总分值', 'total points'],
  'score.total': ['总计', 'total'],
  formulaResult: ['评价实得分数', 'formula result'],
  'deductionLimit.table': ['减分上限（表内）', 'deduction limit (table)'],
  'deductionLimit.principles': ['减分上限（评分原则）', 'deduction limit (principles)'],
  'result.score': ['审查结果得分', 'score of the result'],
  internalEvaluation: ['内部评价', 'internal evaluation'],
  people: ['人员', 'people'],
  date: ['日期', 'date'],
  'conclusion.outcome': ['评价结论', 'conclusion'],
  ticked: ['勾选的结论', 'ticked conclusions'],
  recommendation: ['推荐意见', 'recommendation'],
  tickedRecommendations: ['勾选的推荐', 'ticked recommendations'],
  compiler: ['编制人', 'compiler'],
  compiledDate: ['编制日期', 'compiling date'],
  paragraphs: ['段落', 'paragraphs'],
  observed: ['页面所见', 'seen on the pages'],
  sections: ['章节', 'sections'],
  headings: ['章节标题', 'section headings'],
  unplacedHeadings: ['未归类的标题', 'headings of no known section'],
  choices: ['勾选项', 'choices'],
  runningProjectNumbers: ['页眉项目编号', 'project number in the header'],
  pageNumbers: ['页码', 'page numbers'],
  pageCount: ['页数', 'page count'],
  unreadPages: ['未读页面', 'unread pages'],
  tableIssues: ['表格结构', 'table structure'],
};

/** Where a field stands when its own name occurs more than once on the form. */
const PLACES: Names = {
  cover: ['封面', 'cover'],
  basic: ['基本信息', 'basic information'],
  result: ['审查结果', 'result'],
  conclusion: ['结论', 'conclusion'],
  internalEvaluation: ['内部评价', 'internal evaluation'],
};
const AMBIGUOUS = new Set(['organization', 'projectNumber', 'standardCode', 'star', 'scope', 'text', 'phone', 'date', 'score', 'people']);

/**
 * What a reader calls the field at a path: "结论 · 星级", "商品服务 / 维修 · 得分". Paths no table knows are shown as they are.
 */
export function fieldName(path: string, report: AuditReport | null, language: 'zh' | 'en'): string {
  const pick = (names: readonly [string, string] | undefined): string | undefined => names?.[language === 'zh' ? 0 : 1];
  const steps = splitPath(path);
  const words = steps.filter((step) => !/^\d+$/.test(step));
  let name: string | undefined;
  for (let from = 0; from < words.length && name === undefined; from++) name = pick(FIELD_NAMES[words.slice(from).join('.')]);
  if (name === undefined) return path;
  const item = itemName(path, report);
  const last = words.at(-1)!;
  const place = AMBIGUOUS.has(last) && words.length > 1 ? pick(PLACES[words[0]!]) : undefined;
  // A list item's name says which item it is: "评分表 · 商品服务", not "商品服务 · 名称".
  if (last === 'name' && item !== undefined)
    return `${pick(FIELD_NAMES[path.includes('groups[') ? 'score.groups' : words.at(-2)!]) ?? words.at(-2)!} · ${item}`;
  return [place, item, name].filter((part) => part !== undefined).join(' · ');
}

/** The name of the list item a path leads through: indicator, group, auditor; its number where it has no name. */
function itemName(path: string, report: AuditReport | null): string | undefined {
  const names = [...path.matchAll(/\[(\d+)\]/g)].map((match) => {
    const item = valueAt(report, path.slice(0, match.index + match[0].length));
    const name = item !== null && typeof item === 'object' && 'name' in item ? item.name : null;
    return typeof name === 'string' && name !== '' ? name : `#${Number(match[1]) + 1}`;
  });
  return names.length === 0 ? undefined : names.join(' / ');
}
