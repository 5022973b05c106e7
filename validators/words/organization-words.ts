/** Words that tell where an organization's name starts and whose name it is. Data for organizations.ts. */

/** Provinces and larger cities, as they stand in front of a company's name. */
export const PLACES = (
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 ' +
  '内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 唐山 保定 廊坊 沧州 邯郸 太原 大同 沈阳 大连 鞍山 长春 哈尔滨 大庆 南京 无锡 徐州 常州 苏州 南通 ' +
  '连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 滁州 福州 厦门 莆田 泉州 漳州 ' +
  '南昌 九江 赣州 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 新乡 许昌 武汉 宜昌 襄阳 ' +
  '长沙 株洲 湘潭 衡阳 岳阳 常德 广州 深圳 珠海 汕头 佛山 江门 湛江 惠州 东莞 中山 南宁 柳州 桂林 海口 三亚 成都 绵阳 德阳 贵阳 遵义 昆明 ' +
  '西安 宝鸡 咸阳 兰州 西宁 银川 呼和浩特 包头 乌鲁木齐 拉萨 中国 国家'
).split(' ');

const DIVISION = '[\\p{Script=Han}]{2,4}?(?:省|市|自治区|区|县)';

/** The place in front of a company's name. */
export const PLACE_START = new RegExp(`^(?:(?:${PLACES.join('|')})(?:省|市|特区)?|${DIVISION})+`, 'u');

/** Words of trade: a name made only of these (and a place) has no name of its own. */
export const TRADE_WORDS = new RegExp(
  '^(?:' +
    '科技|技术|环境|环保|工程|智能|智慧|装备|设备|电子|信息|商贸|贸易|实业|机械|电气|自动化|医疗|器械|建筑|装饰|新?材料|新?能源|电力|汽车|家具|' +
    '服务|管理|咨询|物业|食品|生物|化工|制造|发展|投资|控股|集团|股份|文化|传媒|网络|软件|系统|仪器|仪表|通信|安防|消防|暖通|制冷|空调|净化|水务|' +
    '物流|供应链|教育|农业|印刷|包装|服饰|纺织|光电|半导体|测控|检测|检验|认证|评价|审查|建设|安装|维修|清洁|家政|电梯|照明|厨具|门窗|客户|客服|' +
    '售后|数据|培训|呼叫|研发|运营|运维|调度|指挥|仓储|配送|营销|销售|监控|展示|体验|备件|配件|质检|质量|计量|试验|实验|采购|财务|行政|人力|生产|' +
    '加工|应急|热线|服务站|区域|全国|总部|分|子|母|大型|多家|相关|有关|本地|当地|外部|第三方|专业|政务|大数据|云计算|中心|企业|公司|单位|组织|机构|' +
    '某某?|[Xx×*]+' +
    ')+$',
  'u',
);

/** Tokens a name cannot reach across. */
export const STOP_TOKENS = new Set(
  (
    '对 由 为 与 在 于 向 从 是 的 了 被 将 把 经 到 给 及 和 该 其 等 至 以 让 使 请 据 受 如 即 系 称 曾 并 而 或 也 均 已 按 ' +
    '本次 此次 我们 目前 通过 根据 依据 按照 进行 提供 位于 隶属 成立 更名 原名 前身 简称 作为 成为 例如 包括 其中 分别 以及 另外 属于 来自 ' +
    '走访 回访 面谈 访谈 拜访 抽查 委托 采购 购买 使用 选用 签订 合作 供应商 客户 用户 顾客 业主 厂家 经销商 代理商 母公司 子公司 股东 对象 ' +
    '我 你 他 它 这 那 主要 现场 名称 下属 全资 总公司 联合 协同 授权 代理 品牌 经查 经过 关于 针对 围绕 赴 前往'
  ).split(' '),
);

/** What names the audited party; a company's name right behind it is meant as the audited one. */
export const PARTY = '(?:受|被)(?:评价|审查|审核|认证)(?:方|组织|企业|单位)';
export const PARTY_BEFORE = new RegExp(`(?:${PARTY}|组织名称|企业名称|公司名称|(?:评价|审查|审核)对象)(?:名称)?[为是系即:：,，"(]*$`, 'u');
export const PARTY_AFTER = new RegExp(`${PARTY}|该(?:企业|公司|组织)|[我本](?:公司|司|企业)`, 'u');

/** Opens a clause about the organization itself. */
export const CLAUSE_START =
  /(?:^|[。；;，,:：!！?？"\n]|\d[.、]|评价组|审查组|审核组|总体来看|目前|本次(?:评价|审查|审核)(?:中|确认|发现)?|经查|经现场(?:评价|审查|审核)|综上)$/u;

/** "对 NAME … 进行现场审查": the audit's object. */
export const AUDIT_BEFORE = /(?:对|在|到|赴|前往|针对|进入)$/u;
export const AUDIT_AFTER = /^[^。；;，,]{0,24}(?:评价|审查|审核|认证)/u;

/** What only the organization spoken of does or has. */
export const SUBJECT_AFTER = new RegExp(
  '^(?:的?(?:售后服务(?:体系|工作|管理|能力|质量|水平|团队|人员|部|网络|机构|制度|流程|符合|达到|健全|总体|整体|[，。]|$)|服务(?:体系|管理|团队|网络|能力|流程|文化)|' +
    '管理(?:体系|现状)|组织架构|最高管理者)|(?:已经?)?(?:建立|设立|设有|制定|编制)|自[^，,。]{0,10}成立|成立于|专注|专业从事|主营|从事|是一家|秉承|始终|坚持|' +
    '(?:高度)?重视|注重|下设|承诺|为(?:客户|顾客|用户)提供|达到[^。]{0,12}(?:星级|标准|要求)|(?:位于|坐落)[^。]*(?:主要从事|主营|专业从事|是一家)|' +
    '于[^，,。]{0,14}(?:开展|组织|进行|完成)[^，,。]{0,8}内部)',
  'u',
);

/** What many an organization does; about the audited one when the clause goes on with its service. */
export const PERHAPS_SUBJECT_AFTER =
  /^(?:已|在|将|按|根据|依据|以|自|通过|主要|能|现有|共有|整体|基本|符合|满足|定期|具有|具备|位于|坐落|配备|配置|设置|拥有|开展|组织|实行|实施|积极|不断|持续|全面|严格|向(?:客户|顾客|用户)|提供(?!的))[^。；;，,]*(?:服务体系|售后服务|管理体系|服务管理|服务人员|服务网[点络]|服务标准|服务质量)/u;

/** Right behind a name that the text calls the party by 为, 是 or 系: the party belongs to it or works for it. */
export const OWNER_AFTER = /^(?:的|下属|旗下|所属|控股|投资|授权|特约|全资|独资|参股|在)/u;

/** Right behind a name: a customer's project or premises. */
export const PROJECT_AFTER = /^的?(?:项目|工程|现场|[一二三四]期)/u;

/** Inside what looks like a name: someone else is introduced by his part. */
export const PART_IN_NAME =
  /经销商|代理商|分销商|供应商|供货商|承包商|服务商|制造商|生产商|厂[家商]|客户|用户|业主|[甲乙]方|下属|[母子]公司/u;

/** Right before a name: someone else's name follows. */
export const OTHER_BEFORE = new RegExp(
  '(?:客户|用户|顾客|业主|[甲乙]方|供应商|供方|供货商|经销商|代理商|分销商|合作(?:伙伴|单位|方|企业)?|协作单位|厂家|制造商|生产商|承运商?|外包[方商]?|分包[方商]?|委托|采购|购自|' +
    '购买|订购|使用|选用|来自|向|给|与|同|和|及|以及|、|为|协同|联合|会同|走访|回访|面谈|访谈|拜访|抽查|抽取|抽样|服务于|隶属于?|属于|旗下|前身|原名|更名为?|代理|授权|经|由|' +
    '机构|监理|总包|销往|应用于|安装于|如|例如|是|包括|品牌|原厂|第三方)[的为是:：、"(]*$',
  'u',
);

/** Anywhere in the same sentence: the sentence is about someone else. */
export const OTHER_AROUND =
  /供应商|供方|供货|经销商|代理|合作(?:伙伴|单位|方|协议)|承运|委托|分包|外包|母公司|子公司|控股|股东|隶属|前身|更名|曾用名|原名|下属|全资|分公司|总公司|参股|旗下|兄弟|集团内|[甲乙]方|招标|中标|同行|竞争|对标|关联|合同|订单|锦旗|表扬|感谢|好评|满意|认可|反馈|采购|购买|走访|回访|项目|出具|检定|校准|厂家|品牌|业主|某客户|客户(?:名称|单位|代表|现场)/u;
