import { HEADINGS } from '../headings.js';
import { labelPattern } from '../label-pattern.js';
import { CONCLUSION_LABELS, COVER_LABELS, INTERNAL_LABELS, SECTION_1_LABELS, type Label } from '../labels.js';
import { closedList, type ClosedList } from './nearest.js';
import { approximation, parsedTemplate } from './templates.js';

const made = new Map<string, ClosedList>();

/** Lists are spelled out once, and only when a scanned page asks for them. */
function once(name: string, words: () => readonly string[]): () => ClosedList {
  return () => {
    const list = made.get(name) ?? closedList(words());
    made.set(name, list);
    return list;
  };
}

const ALL_LABELS = [COVER_LABELS, SECTION_1_LABELS, CONCLUSION_LABELS, INTERNAL_LABELS];
let labels: ClosedList | undefined;

/** Field labels of all sections, in any wording their templates allow; questions are known but never guessed. */
export function labelList(): ClosedList {
  labels ??= { has: knower(() => true), nearest: labelFinder() };
  return labels;
}

let fieldNames: ClosedList['has'] | undefined;

/** Whether words name a field; questions, which may be any sentence with the right word in it, do not. */
export function isFieldName(words: string): boolean {
  fieldNames ??= knower(({ question }) => question !== true);
  return fieldNames(words);
}

function knower(fits: (label: Label) => boolean): ClosedList['has'] {
  const patterns = ALL_LABELS.flatMap((each) => each.filter(fits).flatMap(({ words }) => words.map(labelPattern)));
  const whole = new RegExp(`^(?:${patterns.join('|')})$`, 'u');
  const known = new Map<string, boolean>();
  return (words) => {
    const found = known.get(words) ?? whole.test(words);
    if (known.size < 20_000) known.set(words, found);
    return found;
  };
}

function labelFinder(): ClosedList['nearest'] {
  const templates = ALL_LABELS.flatMap((each) =>
    each
      .filter(({ question }) => question !== true)
      .flatMap(({ key, words }) => words.flatMap((template) => ({ key, nodes: parsedTemplate(template) ?? [] }))),
  ).filter(({ nodes }) => nodes.length > 0);
  return (read, slips) => {
    const most = slips(read.length);
    if (most === 0) return null;
    const found = new Map<string, { words: string; slips: number }>();
    for (const { key, nodes } of templates) {
      const near = approximation(nodes, read, most);
      if (near !== null && near.words.length > 1 && near.slips < (found.get(key)?.slips ?? Infinity)) found.set(key, near);
    }
    const least = Math.min(...[...found.values()].map((each) => each.slips));
    const best = [...found.values()].filter((each) => each.slips === least);
    return best.length === 1 ? best[0]!.words : null;
  };
}

/** Section headings in the wordings most forms use. */
export const headingList = once('headings', () => Object.values(HEADINGS).flatMap(({ usual }) => usual));

/** Indicators of the score table by the names forms print. */
export const indicatorList = once('indicators', () => [
  ...[
    '组织架构',
    '组织机构',
    '人员配置',
    '人员配备',
    '资源配置',
    '资源配备',
    '规范要求',
    '服务规范',
    '监督',
    '服务监督',
    '改进',
    '持续改进',
  ],
  ...['服务文化', '商品信息', '产品信息', '技术支持', '配送', '商品配送', '维修', '维修服务', '质量保证', '废弃商品回收', '废弃产品回收'],
  ...['废旧商品回收', '顾客关系', '客户关系', '投诉处理', '顾客投诉'],
]);

/** Groups of the score table, its totals and special items. */
export const scoreRowList = once('score rows', () => [
  ...[
    '售后服务体系',
    '服务体系',
    '商品服务',
    '产品服务',
    '顾客服务',
    '客户服务',
    '总计',
    '合计',
    '总分',
    '总得分',
    '小计',
    '特别减分项',
    '特别加分项',
  ],
  ...['特别扣分项', '减分项', '加分项'],
]);

/** Heads of the score table's columns. */
export const scoreHeadList = once('score heads', () => [
  ...[
    '序号',
    '指标',
    '一级指标',
    '二级指标',
    '三级指标',
    '评价指标',
    '指标名称',
    '评价项目',
    '评价内容',
    '分值',
    '满分',
    '标准分',
    '得分',
    '评分',
  ],
  ...['实得分', '实际得分', '评价得分', '扣分', '小计', '备注', '说明', '扣分说明', '扣分原因', '扣分理由', '评价要素', '项目', '权重'],
]);

/** Heads of the audit team's columns. */
export const teamHeadList = once('team heads', () => [
  ...[
    '代码',
    '代号',
    '姓名',
    '组内身份',
    '组内职务',
    '身份',
    '角色',
    '注册证书号',
    '注册证书编号',
    '证书号',
    '证书编号',
    '注册号',
    '资格证书号',
  ],
  ...['专业代码', '专业', '联系电话', '联系方式', '电话', '手机', '序号', '性别', '单位', '职责', '分工', '备注'],
]);

/** Parts people play in an audit team. */
export const roleList = once('roles', () =>
  ['组长', '副组长', '组员', '成员', '审查组长', '审核组长', '评价组长', '审查员', '审核员', '评价员', '实习审查员', '实习审核员'].concat([
    '见习审查员',
    '见习审核员',
    '高级审查员',
    '高级审核员',
    '主任审查员',
    '技术专家',
    '专家',
    '观察员',
    '审查组组长',
    '审核组组长',
    '审查组员',
    '审核组员',
  ]),
);

const ACTS = ['审查', '审核', '评价', '评审'];

/** Words of the options behind boxes. */
export const optionList = once('options', () => [
  ...[
    '初次认证',
    '保持认证',
    '再认证',
    '初次认证注册',
    '保持认证注册',
    '再认证注册',
    '监督',
    '监督审查',
    '监督审核',
    '推荐认证注册',
    '推荐保持认证注册',
  ],
  ...[
    '推荐再认证注册',
    '推荐恢复认证注册',
    '推荐变更认证注册',
    '单一场所',
    '多场所',
    '单一场所组织',
    '多场所组织',
    '不需要',
    '不适用',
    '适用',
  ],
  ...[
    '现场',
    '非现场',
    '远程',
    '有',
    '无',
    '是',
    '否',
    '推荐初次认证注册',
    '推荐保持认证',
    '推荐再认证',
    '推荐恢复认证',
    '推荐变更认证范围',
  ],
  ...ACTS.flatMap((act) => [`现场${act}`, `远程${act}`, `现场结合远程${act}`]),
]);

const NATIONAL = ['北京市', '天津市', '上海市', '重庆市'];
const PROVINCES = '河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾';

/** Provinces as addresses begin with them. */
export const provinceList = once('provinces', () => [
  ...NATIONAL,
  ...PROVINCES.split('|').map((name) => `${name}省`),
  ...['内蒙古自治区', '广西壮族自治区', '西藏自治区', '宁夏回族自治区', '新疆维吾尔自治区'],
]);

/** Phrases of the form that say how what stands around them is to be read. */
export const PHRASES: readonly string[] = [
  ...[
    '重大服务质量事故',
    '相关方投诉',
    '政府监督抽查',
    '政府执法检查',
    '特别减分项',
    '特别加分项',
    '特别扣分项',
    '评价实得分数',
    '实际得分',
  ],
  ...[
    '涉及项总分值',
    '涉及项总分',
    '评分计算',
    '评分结果',
    '评价结果',
    '单一场所组织',
    '多场所组织',
    '单一场所',
    '体系实施',
    '超过5分不通过',
  ],
  ...[
    '审查组得出结论',
    '推荐认证注册资格',
    '推荐再认证注册资格',
    '推荐保持认证注册资格',
    '推荐恢复认证',
    '推荐变更认证',
    '认证注册资格',
    '变更认证范围',
    '恢复认证',
    '不推荐',
    '保持认证注册',
    '再认证注册',
    '初次认证注册',
    '审查结束日',
  ],
  ...['不适用', '远程审核时适用', '远程审查时适用', '五星级', '四星级', '三星级'],
];
