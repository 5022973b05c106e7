import { BOX_MARKS } from './marks.js';

/** What a label may be followed by on the same line, and how far its value may reach. */
export interface Label {
  key: string;
  /** Wordings; see label-pattern.ts for the notation. */
  words: readonly string[];
  /** Value may go on over several paragraphs. */
  long?: true;
  /** Not a field of the record: known so that the value before it ends. */
  stop?: true;
  /** May stand right behind the value before it, without a blank. */
  glued?: true;
  /** Known inside a line without a colon when a date follows. */
  dated?: true;
  /** A whole question rather than a name: must be numbered, or be followed by its boxes or a colon. */
  question?: true;
  /** Several labels that share one value: "联系人/电话". */
  parts?: readonly Label[];
  /** The values of the parts stand in the line below. */
  below?: true;
  /** The longest value that is still believed, in characters. */
  limit: number;
}

const label = (key: string, limit: number, words: readonly string[], long?: true): Label => ({
  key,
  words,
  limit,
  ...(long === undefined ? {} : { long }),
});

/** One of the labels that share a line: name, position, telephone, mail. */
const glued = (key: string, limit: number, words: readonly string[]): Label => ({ ...label(key, limit, words), glued: true });

const dated = (key: string, limit: number, words: readonly string[]): Label => ({ ...label(key, limit, words), dated: true });

const stop = (limit: number, words: readonly string[]): Label => ({ ...label('other', limit, words), stop: true });

const ORGANIZATION = [
  '{party}(的)?(中文)?(名称|全称)(（中文）)?',
  '(受|被)({act})(方|组织|单位|企业)',
  '申请(组织|方|单位|企业|人)',
  '认证委托(人|方)',
  '委托(人|方|单位)',
  '获证(组织|方|企业|单位)',
  '单位全称',
];
const PROJECT = ['(认证|{act})?(项目|合同|任务|受理|申请|案卷|档案|报告|方案)(书)?(编号|号码|代号|号)', '(认证|{act})编号', '编号'];
const AUDIT_TYPE = ['(本次)?(服务)?(认证)?{act}(的)?(类型|类别|性质|种类|阶段)', '(认证|业务|项目|申请)(类型|类别|性质)'];

/** Labels of the cover. */
export const COVER_LABELS: readonly Label[] = [
  label('organization', 60, ORGANIZATION),
  label('projectNumber', 40, PROJECT),
  label('auditType', 80, AUDIT_TYPE),
  label('certificationBody', 60, ['(认证|{act}|发证|承担|出具)(机构|单位|公司)(名称)?', '机构(名称|全称)']),
  label('standardCode', 60, ['({act}|认证|执行)?(依据|标准|准则)(标准|文件)?(编号)?', '(认证|{act})(标准|依据|准则)']),
  label('address', 120, ['(机构|公司|单位|办公|通讯|联系|通信)?(地址|住所)', '(机构|公司)(所在地)']),
  label('phone', 60, ['(机构|公司|服务|咨询|客服|业务)?(联系)?(电话|热线)(号码)?', '联系(方式)?', '电\\s*话', 'Tel', 'TEL']),
  label('postcode', 20, ['(邮政)?(邮编|编码)', '邮政编码', '邮码']),
  stop(200, [
    '传真',
    '网址',
    '(电子)?(邮箱|邮件)',
    'E-?mail',
    '{act}日期',
    '(编制|报告|签发|发布|批准)(日期|时间|人)',
    '{act}组长',
    '版本(号)?',
    '(认证|{act})(领域|项目|服务|范围)',
  ]),
];

/** Labels of section 1. */
const BASIC_LABELS: readonly Label[] = [
  label('organization', 60, ORGANIZATION),
  label('projectNumber', 40, PROJECT),
  label('registeredAddress', 150, [
    '({party})?(的)?(工商)?(注册|登记|法定|住所)(登记)?(地址|地点|住址|所在地|住所|场所)',
    '住所(地)?',
    '营业执照(注册)?(地址|住所)',
    '工商(注册)?住所',
  ]),
  label('auditAddress', 150, [
    '(现场)?{act}(的)?(现场)?(地址|地点|场所|场地)',
    '({party})?(的)?(实际)?(经营|办公|生产经营|生产|运营|服务提供|服务)(场所)?(地址|地点|场所)',
    '通讯地址',
    '现场地址',
  ]),
  label(
    'siteType',
    900,
    [
      '(经营|{act}|组织|服务|{party})?(的)?(场所|现场|多场所)(情况|说明|类型|性质|信息|状况|分布)(说明)?',
      '是否(为)?多场所(组织)?',
      '(为)?多场所(组织)?(情况|说明)',
      '(固定)?(分)?(场所|支机构)(情况|说明|清单)',
      '(经营|固定|{act}|认证|服务)?场所(数量|构成|设置|属性)?',
    ],
    true,
  ),
  label('contact', 400, ['({party})?(的)?联(系|络)(方式|信息|资料|方法)', '({party})(的)?联系(人)?(信息|方式)'], true),
  glued('contactName', 20, ['({party})?(的)?(主要|业务|项目)?(联系人|联络人|对接人)(姓名)?', '姓名']),
  glued('position', 30, ['(联系人)?(的)?(职务|职位|职称|岗位)', '部门(及|/|和|与)?职务']),
  glued('phone', 40, [
    '(联系人)?(的)?(联系|办公|移动|固定|手机|座机)?(电话|手机|号码)(号码|号)?',
    '手机(号码|号)?',
    '联系方式',
    'Tel',
    'TEL',
  ]),
  glued('email', 60, ['(联系人)?(的)?(电子)?(邮箱|邮件|信箱)(地址)?', 'E\\s*-?\\s*[mM]ail']),
  stop(40, [
    '传真(号码)?',
    '邮编',
    '邮政编码',
    '网址',
    '法定代表人',
    '法人代表',
    '统一社会信用代码',
    '员工(人数|总数)',
    '(体系)?(覆盖)?人数',
    '管理者代表',
    '成立(日期|时间)',
    '注册资(金|本)',
  ]),
  label('purpose', 400, ['(本次)?(服务)?(认证)?{act}(的)?(目的|目标)'], true),
  label('criteria', 700, ['({act}|认证)(的)?(准则|依据|标准)(文件|标准)?', '(依据|执行)(的)?(标准|准则|文件)', '标准依据'], true),
  label(
    'scope',
    500,
    ['(申请)?(的)?(认证|{act}|服务|注册|体系覆盖)(的)?(业务)?(范围|覆盖范围)(及星级|和星级|与星级)?', '认证范围(及级别|及等级)?'],
    true,
  ),
  label('auditMode', 120, ['(本次)?(现场)?{act}(的)?(方式|形式|模式|方法)'], true),
  label('mysteryVisit', 400, ['(神秘顾客|暗访|神秘客|暗查)(及)?({act}|体验|调查|检查|抽查)?(的)?(方式|情况|说明|安排|形式)?'], true),
  label(
    'period',
    500,
    [
      '{act}(的)?覆盖(的)?(时期|期间|时间段?|周期)(和|与|及|、)(本次)?(现场)?{act}(的)?(时间|日期)',
      '(本次)?{act}(的)?(时间|日期)(和|与|及|、){act}?(的)?覆盖(的)?(时期|期间|时间段?|周期)',
      '{act}(时间|日期)(安排|信息)',
    ],
    true,
  ),
  dated('audit', 120, [
    '(本次)?(现场)?(服务)?{act}(的)?(实施|起止|进行|开展)?(时间|日期|起止日期)(段)?',
    '现场{act}(时间|日期)',
    '(实施)?{act}(起止)?(时间|日期)',
  ]),
  dated('coverage', 160, [
    '(本次)?{act}(所)?(的)?(覆盖|涵盖|涉及)(的)?(时期|期间|时间段|时间|周期|时段|期限|时间范围)',
    '(覆盖|涵盖)(的)?(时期|期间|时间段|时间|周期|时段|时间范围)',
    '{act}(周期|时段)',
    '(服务)?(体系)?运行(时间|期间|周期)',
  ]),
  label(
    'auditors',
    600,
    ['{act}(小)?组(成员|人员|组成|名单|信息|情况)?(名单|信息|情况|组成|一览表)?', '{act}(人员|员)(名单|信息|组成|情况)?'],
    true,
  ),
  label(
    'incidents',
    900,
    [
      '(现场)?{act}前(的)?一年内(的|发生的)?(情况|有关情况|相关情况|重大事项)',
      '(近|前|最近)?(一|1)年(内|来)?(的|发生的)?(情况|重大情况|有关情况|重大事项|服务质量情况)',
      '(重大)?(服务)?(质量)?(事件|事项)(说明|情况)(说明)?',
    ],
    true,
  ),
  label(
    'risks',
    700,
    [
      '{act}(的)?风险(及|和|与|、|或)?({act})?(中)?[^：:。☑☐⍰√✓✔■□☒]{0,45}',
      '(存在的)?(不确定因素|风险)(及|和|与|、|或)?(障碍|不确定因素|影响)?(说明|描述)?',
      '(影响)({act})?结论(可靠性)?的(不确定)?(因素|风险)[^：:。☑☐⍰√✓✔■□☒]{0,20}',
    ],
    true,
  ),
  label(
    'remote',
    1600,
    [
      '(实施)?远程({act})(时)?(的)?(适用|情况|说明|概况|信息|实施情况)(时)?(说明|情况)?',
      '远程({act})',
      '(信息)?(和)?(通信|通讯)技术(（ICT）)?(的)?(应用|使用)(情况)?',
    ],
    true,
  ),
  label('remotePlace', 100, ['(远程)?({act})?地点']),
  label('remoteRange', 200, ['(远程)?({act})?范围(和内容)?']),
  label('remoteTools', 200, [
    '(所)?(使用|采用|应用)?(的)?(信息|通信|通讯)?\\s*(ICT|信息通讯技术|信息通信技术)\\s*(工具|技术|手段|方式)?(名称)?',
  ]),
  label('sampling', 900, ['({act})?抽样(方法|方案|情况)(的)?(说明|描述)?'], true),
];

const ASIDE = `[^${BOX_MARKS}：:；;。]`;

/** The questions of 1.14, known by one word each. */
const INCIDENT_QUESTIONS: readonly Label[] = (
  [
    ['accidents', '事\\s*故|质量事件|安全事件'],
    ['complaints', '投\\s*诉|申诉'],
    ['spotChecks', '抽\\s*查|抽检|监督检查'],
    ['enforcement', '执\\s*法|行政处罚|处罚'],
  ] as const
).map(([key, word]) => ({ key, words: [`${ASIDE}{0,34}(?:${word})${ASIDE}{0,18}?`], long: true, question: true, limit: 400 }));

/** All that section 1 may ask. */
export const SECTION_1_LABELS: readonly Label[] = [...BASIC_LABELS, ...INCIDENT_QUESTIONS];

const INTERNAL = '(企业|组织)?(内部|自我)(审核|评价|评审|检查|评估)';

/** Labels of an internal evaluation that is told in a table. */
export const INTERNAL_LABELS: readonly Label[] = [
  label('date', 60, [`${INTERNAL}(的)?(实施|完成)?(日期|时间)`, '自评(日期|时间)', '内审(日期|时间)']),
  label('people', 120, [`${INTERNAL}(小?组)?(的)?(人员|成员|员|组成员|负责人)(姓名)?`, '自评(人员|人)', '内审员?']),
  label('score', 30, [`${INTERNAL}(的)?(得分|评分|分数|总分|结果|成绩)`, '自评(得分|分|分数|结果)', '内审得分']),
];

/** Labels of section 5. */
export const CONCLUSION_LABELS: readonly Label[] = [
  label('conclusion', 300, ['({act}|认证|最终|综合|总体)?结论', '推荐(意见|结论)'], true),
  label(
    'scope',
    500,
    [
      '({act}组)?(推荐|建议|确认|批准|拟推荐)(的)?(注册|认证|认证注册)?(的)?(业务)?范围(和|与|及|、|/)?(推荐)?(的)?(星级|等级|级别)?',
      '({act}|认证|注册|推荐认证)(的)?范围(和|与|及|、|/)?(推荐)?(的)?(星级|等级|级别)?',
    ],
    true,
  ),
  label('star', 40, ['(推荐|评定|认证|建议)(的)?(星级|等级|级别)', '(服务)?(星级|等级|级别)']),
  label('compiler', 20, [
    '(本)?(报告)?(的)?(编制|编写|撰写|起草|填写|执笔|制作|拟制|填报|报告)(人|者|人员)(（签字）|签字|签名|姓名)?',
    '(报告)?编制(?!日|时)',
    '(报告)?编\\s*写',
  ]),
  label('compiledDate', 40, ['(本)?(报告)?(的)?(编制|编写|撰写|起草|填写|完成|拟制|填报|报告|签署)(的)?(日期|时间)', '日期', '(报告)日期']),
  stop(60, [
    '(报告)?(审核|审批|批准|复核|审定|审查|校核|签发)(人|者|人员)(签字|签名)?',
    '(报告)?(审核|审批|批准|复核|审定|签发)(日期|时间)',
    '{act}组长(签字|签名)?',
    '{act}组(成员|签字|签名)',
    '({act}|认证)机构(盖章|公章|（盖章）)?',
    '盖章',
    '(受|被){act}方(代表)?(签字|确认|盖章)?',
  ]),
];
