import type { SectionId } from '../../model/index.js';

/** Number styles of section headings; the number is group 1. Item numbers such as 1.1 are none of them. */
export const NUMBER_STYLES: readonly { id: string; family: 'arabic' | 'chinese' | 'part'; pattern: RegExp }[] = [
  { id: 'part', family: 'part', pattern: /^第\s*([一二三四五六七八九十]{1,3}|[\d０-９]{1,2})\s*(?:部\s*分|章|节|篇|条)\s*[:：、.]?\s*/u },
  { id: 'arabic-dot', family: 'arabic', pattern: /^([\d０-９]{1,2})\s*[.．](?![\d０-９])\s*/u },
  { id: 'arabic-comma', family: 'arabic', pattern: /^([\d０-９]{1,2})\s*、\s*/u },
  { id: 'arabic-bare', family: 'arabic', pattern: /^([\d０-９]{1,2})\s+(?=[\u4e00-\u9fff])/u },
  { id: 'chinese', family: 'chinese', pattern: /^([一二三四五六七八九十]{1,3})\s*[、.．,，]\s*/u },
  { id: 'chinese-parenthesis', family: 'chinese', pattern: /^[（(]\s*([一二三四五六七八九十]{1,3})\s*[)）]\s*/u },
  { id: 'arabic-parenthesis', family: 'arabic', pattern: /^[（(]\s*([\d０-９]{1,2})\s*[)）]\s*/u },
  { id: 'roman', family: 'part', pattern: /^([ⅠⅡⅢⅣⅤⅥⅦ]|(?:I{1,3}|IV|VI{0,2})(?=\s*[、.．]|\s+[\u4e00-\u9fff]))\s*[、.．]?\s*/u },
];

/** What an act of certification is called in different offices and years. */
export const ACT = '(?:审\\s*查|审\\s*核|评\\s*价|评\\s*审|评\\s*定|评\\s*估|认\\s*证|检\\s*查)';
/** What the audited organization is called. */
export const PARTY =
  '(?:受|被)?(?:审查|审核|评价|评审|评定|评估|认证|检查)(?:方|组织|单位|企业)|申请(?:组织|方|单位|企业|人)|认证委托(?:人|方)|委托(?:人|方|单位)|获证(?:组织|方|企业|单位)|组织|企业|公司|单位|客户|机构';

/**
 * Headings of the sections. `strong`: the whole heading, number, trailing colon and bracketed remark left out.
 * `weak`: words that make a heading only when number and look agree. `usual`: plain wordings, for misread characters.
 */
export const HEADINGS: Readonly<
  Record<Exclude<SectionId, 'cover'>, { strong: readonly string[]; weak: readonly string[]; usual: readonly string[] }>
> = {
  basic: {
    strong: [
      `(?:(?:${PARTY})(?:的|及项目|及${ACT})?|项目|${ACT}项目|${ACT}|${ACT}活动|${ACT}任务|报告|服务${ACT}|${ACT}的)?(?:基本|基础|一般|概括)?(?:信息|情况|概况|资料|简况)(?:表|一览表)?`,
      `(?:基本|基础)(?:信息|情况|概况|资料)(?:表|一览表)?(?:[与和及].{2,8})?`,
      `概况|总则|${ACT}概况`,
    ],
    weak: ['基本信息', '基本情况', '概况'],
    usual: ['基本信息', '基本情况'],
  },
  result: {
    strong: [
      `(?:本次)?(?:商品)?(?:售后)?(?:服务)?(?:体系)?(?:认证)?${ACT}?(?:现场)?(?:审查|审核|评价|评审|评定|评估|评分|打分|量化评价|量化评分|得分|测评|指标评分|指标评价|评分指标)(?:的)?(?:结果|得分|情况|汇总|表|明细|汇总表|结果汇总|得分情况|结果及说明|及结果|及评分|与评分)`,
      '评分(?:表|汇总|汇总表|结果|情况|明细|明细表)|打分表|得分(?:表|汇总|汇总表|情况|明细)|(?:指标)?(?:量化)?评[分价](?:结果|得分)',
      `${ACT}结果(?:[与和及].{2,8})?|评价指标(?:及|与)?(?:得分|评分)(?:情况|表|结果)?|服务(?:认证)?评分`,
    ],
    weak: ['评分', '得分', '审查结果', '审核结果', '评价结果', '评审结果', '打分'],
    usual: ['服务认证审查结果', '服务认证审核结果', '服务认证评价结果', '评分结果'],
  },
  narrative: {
    strong: [
      `.{0,24}(?:概述|综述|述评)(?:[及与和].{2,24})?`,
      `(?:现场|本次)?${ACT}(?:过程|情况|发现|实施情况|内容|活动)(?:综述|描述|说明|概述|汇总|及发现)?`,
      `.{0,12}服务(?:管理)?体系(?:的)?(?:运行|建立|建设|实施)?(?:情况|现状|描述|简介|介绍|说明)(?:[及与和].{2,20})?`,
      `(?:${PARTY})?(?:简介|介绍)(?:[及与和].{2,20})?`,
    ],
    weak: ['概述', '综述', '过程', '发现', '服务体系'],
    usual: ['受审查方服务体系概述及本次审查概述', '受评价方服务体系概述及本次评价概述', '受审核方服务体系概述及本次审核概述'],
  },
  suggestions: {
    strong: [
      `(?:服务)?(?:需要?|待|应|可|有待|持续)?(?:改进|整改|完善|提升|提高|优化|改善)(?:的)?(?:意见|建议|方向|事项|机会|项|要求|内容|措施|空间|点|方面)?(?:[及与和](?:意见|建议|方向|要求|机会|措施|观察项|期望))?`,
      `(?:${ACT}组?|管理|主要)?(?:意见|建议)(?:项|事项|方向)?(?:[及与和](?:改进|建议|意见|要求|期望).{0,4})?`,
      `(?:不足|问题|薄弱环节)(?:[及与和](?:改进|整改)?(?:建议|意见|方向|措施))|观察项(?:[及与和]改进建议)?`,
      `(?:对.{2,16}的)(?:改进)?(?:意见|建议)(?:[和与及]建议)?`,
    ],
    weak: ['改进', '建议'],
    usual: ['改进建议', '改进意见'],
  },
  conclusion: {
    strong: [
      `(?:服务)?(?:认证)?(?:现场|综合|总体|最终|本次|${ACT}|推荐)*(?:组)?(?:的)?结论(?:性意见|意见)?(?:[及与和].{2,12})?`,
      `(?:${ACT}组?)?推荐(?:性)?(?:意见|结论|建议)(?:[及与和].{2,12})?|(?:认证)?推荐`,
    ],
    weak: ['结论'],
    usual: ['评价结论', '审查结论', '审核结论', '认证结论'],
  },
};
