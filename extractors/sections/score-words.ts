/** Names on the score tables of GB/T 27922, as hints where a table is and which column is which; printed names are kept. */
export const GROUP_NAMES = /^(?:售后服务体系|服务体系|商品服务|产品服务|顾客服务|客户服务)/u;
export const INDICATOR_NAMES =
  /^(?:组织架构|组织机构|人员配置|人员配备|资源配置|资源配备|规范要求|服务规范|制度规范|监督|服务监督|改进|持续改进|服务文化|商品信息|产品信息|技术支持|配送|商品配送|维修|维修服务|质量保证|废弃商品回收|废弃产品回收|废旧商品回收|顾客关系|客户关系|投诉处理|顾客投诉)/u;

/** The number or letter before a name: "A1", "5.1.1", "1)", "（一）", "Ⅱ"; blanks between it and the name are the name's own. */
export const NAME_NUMBER =
  /^\s*(?:[A-Za-z]?[\d０-９]{1,2}(?:[.．-][\d０-９]{1,2})*[、.．:：)）]?|(?:[IVX]{1,4}|[A-Za-z])[、.．:：)）]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][、.．]?|[（(](?:[\d０-９]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,2})[)）]|[一二三四五六七八九十]{1,2}[)）、.．]|[①-⑳])\s*(?=[\u4e00-\u9fff])/u;

/** "（40分）", "满分40分", "(40)" behind a name; the figure is group 1 or 2. */
export const POINTS_BEHIND =
  /[（(]?\s*(?:满分|共|计|分值|标准分|总分)?\s*[:：]?\s*([\d０-９]+(?:\.\d+)?)\s*分\s*[）)]?\s*$|[（(]\s*([\d０-９]+(?:\.\d+)?)\s*[）)]\s*$/u;

export type ScoreColumn = 'no' | 'group' | 'groupMax' | 'indicator' | 'max' | 'deducted' | 'score' | 'remark' | 'subtotal';

/** Header wordings, blanks left out; 指标 and 分值 stand in the table twice, their place tells them apart. */
export const SCORE_HEADERS: readonly (readonly [ScoreColumn | 'name' | 'points', RegExp])[] = [
  ['remark', /备注|说明|理由|原因|依据|事实|描述|记录|证据|评价情况|问题|不符合|(?:审查|审核|评审|检查)情况/u],
  ['no', /^(?:序号|编号|No\.?|条款(?:号)?|标准条款|#)$/iu],
  ['subtotal', /小计/u],
  ['deducted', /扣分|扣除|扣减|减分/u],
  ['score', /得分|评分|实得|打分|实际分|评价分|评审分|审核分|考核分|自评/u],
  ['points', /分值|满分|标准分|总分|应得|权重|配分|分数|基准分|规定分|最高分/u],
  ['group', /一级|大类|类别|评价项目|评价维度|维度|部分|模块|要素类/u],
  ['indicator', /二级|三级|子项|细项|评价内容|评价要素|具体|考核内容|内容|要求/u],
  ['name', /指标|项目|要素|名称|评价项/u],
  ['remark', /情况/u],
];

export const TOTAL_ROW = /^(?:总计|合计|总分|总得分|总分值|共计|总和|评价总分|得分合计|得分总计|总合计)/u;
export const SUBTOTAL_ROW = /小计|分项合计|分项得分|(?<!^)合计/u;
export const DEDUCTION_ROW = /特别[减扣]分|(?<!特别)[减扣]分项/u;
export const BONUS_ROW = /特别加分|加分项/u;
/** Labels of total figures that stand in a small table of their own, and the field each answers; the first that fits counts. */
export const TOTAL_LABELS: readonly (readonly ['specialDeduction' | 'specialBonus' | 'totalMax' | 'total', RegExp])[] = [
  ['specialDeduction', DEDUCTION_ROW],
  ['specialBonus', BONUS_ROW],
  ['totalMax', /^(?:涉及项?(?:的)?(?:总分值?|总分数|满分|分值)(?:合计)?|总分值|标准总分|应得总分|满分(?:合计|总计)?|分值(?:合计|总计))$/u],
  ['total', /^(?:总得分|实际(?:总)?得分|实得总分|得分(?:合计|总计|总和)|合计得分|总计得分)$/u],
];
export const LIMIT_WORDS = /通过|最多|不超|超过|达到|以上|上限|至多|每项|每个|限/u;

/** What a cell of a deleted (删减) indicator prints. */
export const DELETED_CELL = /^(?:删减|删除|已删减|不适用|不涉及|无此项|未涉及|N[/.]?A\.?|NA|[/／\\]|[-–—－─]{1,4}|×)(?:[（(].*[)）])?$/iu;
export const DELETED_REMARK =
  /^(?:该?(?:指标|项|条款)?(?:已|为|予以)?(?:删减|删除|不适用|不涉及|无此项)(?:项|指标)?)|(?:指标|项|条款)(?:删减|不适用)|(?:[，,；;：:（(]|^不涉及.{0,8})(?:故|作|予以|予)?(?:删减|删除)(?:处理)?[)）。]?$|N\/A/iu;
