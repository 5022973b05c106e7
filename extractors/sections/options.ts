import { ACT } from './headings.js';

/** An option of a question: the value it stands for and its wordings; earlier options win where two fit. */
export interface Option<Value extends string = string> {
  value: Value;
  words: RegExp;
}

const option = <Value extends string>(value: Value, words: string): Option<Value> => ({
  value,
  words: new RegExp(words.replace(/(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/gu, '\\s*'), 'u'),
});

export const AUDIT_TYPES = [
  option('recertification', `再\\s*(?:次)?${ACT}|换证|复评|再认证|复审换证`),
  option('surveillance', `保持|监督|年度${ACT}|年审`),
  option('initial', `初次|首次|初审|初评|新申请|初始|^\\s*推荐认证注册|^\\s*认证注册`),
] as const;

export const SITE_TYPES = [
  option('single', '单一|单场所|单个场所|一个场所|仅一处|无分场所|无其他场所|非多场所'),
  option('multiple', '多\\s*个?\\s*(?:固定)?(?:场所|现场|地点|名称)|多处|分场所|总部'),
] as const;

export const AUDIT_MODES = [
  option(
    'hybrid',
    `现场(?:${ACT})?\\s*(?:结合|[+＋]|与|和|及|兼)\\s*远程|远程(?:${ACT})?\\s*(?:结合|[+＋]|与|和|及|兼)\\s*现场|混合|部分远程`,
  ),
  option('remote', '远程|线上|非现场'),
  option('onsite', '现场|实地'),
] as const;

export const MYSTERY_VISITS = [
  option('none', '不需要|无需|不适用|未实施|未采用|不涉及|不采用|不进行|没有|^\\s*无|^\\s*否'),
  option('offsite', '非\\s*现场|远程|电话|线上|网络'),
  option('onsite', '现场|实地|到店'),
] as const;

/** The second word of an unmarked pair ("无 有") counts too, so that the pair is never taken for its first word. */
export const PRESENCE = [
  option('none', '^\\s*(?:无(?!法)|没有|未发生|未发现|不存在|否|未出现|不涉及)|(?<=^\\s*(?:有|是)\\s*[，,、/／]?\\s*)(?:无|否)'),
  option('some', '^\\s*(?:有(?!限|关)|存在|发生|是|发现)|(?<=^\\s*(?:无|否|没有)\\s*[，,、/／]?\\s*)(?:有|是)'),
] as const;

export const APPLICABILITY = [
  option('no', '不\\s*适\\s*用|不涉及|未实施|未采用|不采用'),
  option('yes', '适\\s*用|已实施|采用|涉及'),
] as const;

export const VERDICTS = [
  option('fails', '不\\s*(?:能)?\\s*(?:满足|符合|具备|通过|达标|予|推荐|同意|合格)|未\\s*(?:能)?\\s*(?:满足|通过|达到|达标)|未能|否决'),
  option('meets', '满足|符合|通过|达到|达标|合格|同意|推荐|具备'),
] as const;

export const RECOMMENDATIONS = [
  option('scope-change', '变更|扩大|缩小|扩项'),
  option('reinstatement', '恢复'),
  option('recertification', '再\\s*(?:次)?认证|换证|复评|再注册'),
  option('surveillance', '保持|继续|维持|监督'),
  option('initial', '初次|首次|(?:推荐|授予|颁发|予以|同意|准予|批准)(?:其)?(?:通过)?(?:服务)?(?:认证)|认证注册|注册资格'),
] as const;
