/** Names on the score tables of GB/T 27922, as hints where a table is and which column is which; printed names are kept. */
export const GROUP_NAMES = /^(?:售后服务体系|服务体系|商品服务|产品服务|顾客服务|客户服务)/u;
export const INDICATOR_NAMES =
  /^(?:组织架构|组织机构|人员配置|人员配备|资源配置|资源配备|规范要求|服务规范|制度规范|监督|服务监督|改进|持续改进|服务文化|商品信息|产品信息|技术支持|配送|商品配送|维修|维修服务|质量保证|废弃商品回收|废弃产品回收|废旧商品回收|顾客关系|客户关系|投诉处理|顾客投诉)/u;

export type ScoreColumn = 'no' | 'group' | 'groupMax' | 'indicator' | 'max' | 'deducted' | 'score' | 'remark' | 'subtotal';

/** Header wordings, blanks left out; 指标 and 分值 stand in the table twice, their place tells them apart. */
export const SCORE_HEADERS: readonly (readonly [ScoreColumn | 'name' | 'points', RegExp])[] = [
  ['remark', /备注|说明|理由|原因|依据|事实|描述|记录|证据|评价情况|问题/u],
  ['no', /^(?:序号|编号|No\.?|条款(?:号)?|标准条款|#)$/iu],
  ['subtotal', /小计/u],
  ['deducted', /扣分|扣除|扣减|减分/u],
  ['score', /得分|评分|实得|打分|实际分|评价分|评审分|审核分|考核分|自评/u],
  ['points', /分值|满分|标准分|总分|应得|权重|配分|分数|基准分|规定分|最高分/u],
  ['group', /一级|大类|类别|评价项目|评价维度|维度|部分|模块|要素类/u],
  ['indicator', /二级|三级|子项|细项|评价内容|评价要素|具体|考核内容|内容|要求/u],
  ['name', /指标|项目|要素|名称|评价项/u],
];

export const TOTAL_ROW = /^(?:总计|合计|总分|总得分|总分值|共计|总和|评价总分|得分合计|得分总计|总合计)/u;
export const SUBTOTAL_ROW = /小计|分项合计|分项得分|(?<!^)合计/u;
export const DEDUCTION_ROW = /特别[减扣]分|(?<!特别)[减扣]分项/u;
export const BONUS_ROW = /特别加分|加分项/u;
export const LIMIT_WORDS = /通过|最多|不超|超过|达到|以上|上限|至多|每项|每个|限/u;

/** What a cell of a deleted (删减) indicator prints. */
export const DELETED_CELL = /^(?:删减|删除|已删减|不适用|不涉及|无此项|未涉及|N[/.]?A\.?|NA|[/／\\]|[-–—－─]{1,4}|×)(?:[（(].*[)）])?$/iu;
export const DELETED_REMARK =
  /^(?:该?(?:指标|项|条款)?(?:已|为|予以)?(?:删减|删除|不适用|不涉及|无此项)(?:项|指标)?)|(?:指标|项|条款)(?:删减|不适用)|N\/A/iu;
