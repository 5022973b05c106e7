import { describe, expect, it } from 'vitest';
import { readReport } from '../../../extractors/sections/index.js';
import { paper } from './paper.js';

const FORM = `
# 东海诚实认证有限公司
# 商品售后服务评价报告
青岛海岚空调工程有限公司
（☑初次认证 ☐监督 ☐再认证）
南京市鼓楼区中山北路105号中环国际大厦17C 邮编：210009
\f
# 一、基本信息
a) 受评价方：青岛海岚空调工程有限公司
b) 项目编号：30211-2021-SB
c) 注册/审核地址：山东省青岛市市北区鞍山路12号
d) 场所说明：☑单一场所
☐多场所，分场所名称与地址：
e) 联系人/职务/电话：孙嘉木/综合部主任/13812345678
f) 评价目的：监督评价
g) 评价范围：中央空调的销售与安装的售后服务（四星级）
h) 评价方式：现场评价
暗访：现场☑2019年5月21日—5月22日 非现场☐ 不需要☐
i) 评价组成员：
| 评价组成员名单 | < | < | < | < |
| 姓名 | 性别 | 职务 | 注册证书号/电话 | 专业代码 |
| 吕明谦 | 男 | 组长 | 2019-N1FW-1234567/13900001111 | 29.01 |
j) 现场评价前一年内：
| 事项 | 无 | 有 | 说明 |
| 重大服务质量事故 | ☑ | ☐ |  |
| 相关方投诉 | ☐ | ☑ | 共3起，已全部关闭 |
➢ 政府监督抽查中存在的问题 ☑无 ☐有，说明：
➢ 政府执法检查中存在的问题 ☑无 ☐有，说明：
➢ 评价风险及不确定因素 ☑无 ☐有，说明：
# 二、评价结果
| 一级指标 | 二级指标 | 分值 | 得分 |
| 顾客服务 | 顾客关系 | 15 | 15 |
| ^ | 投诉处理 | 10 | 9 |
评价结果：得分96分，达到四星级
# 三、评价概述
青岛海岚空调工程有限公司成立于2009年，服务网络覆盖全省。
# 四、改进建议
完善备件管理。
# 五、评价结论
☑服务体系满足标准要求 ☐服务体系不满足标准要求
推荐范围：中央空调的销售与安装的售后服务
推荐星级：四星级
编制/日期：吕明谦 2021年6月8日
`;

describe('lettered items, labels that share a value, answers under column heads', () => {
  const { report, provenance } = readReport(paper(FORM));

  it('ends a value before the letter or bullet of the next item', () => {
    expect(report.basic.scope).toEqual({ text: '中央空调的销售与安装的售后服务', star: 'four-star' });
    expect(report.basic.branches).toEqual([]);
    expect(report.basic.incidentNotes).toEqual({ accidents: null, complaints: '共3起，已全部关闭', spotChecks: null, enforcement: null });
    expect(report.basic.risks).toBe('none');
    expect(report.basic.riskNote).toBeNull();
  });

  it('reads a cover without labels', () => {
    expect(report.cover).toMatchObject({
      organization: '青岛海岚空调工程有限公司',
      certificationBody: '东海诚实认证有限公司',
      auditType: 'initial',
      address: '南京市鼓楼区中山北路105号中环国际大厦17C',
      postcode: '210009',
    });
  });

  it('gives dates behind a box to the option before the box', () => {
    expect(report.basic.mysteryVisitDates).toEqual({
      onsite: { start: '2019-05-21', end: '2019-05-22' },
      offsite: { start: null, end: null },
    });
  });

  it('tells a shared value apart, each part at its own place', () => {
    expect(report.basic.contact).toEqual({ name: '孙嘉木', position: '综合部主任', phone: '13812345678', email: null });
    expect(provenance['basic.contact.position']?.text).toBe('综合部主任');
    expect(report.basic.registeredAddress).toBe('山东省青岛市市北区鞍山路12号');
    expect(report.basic.auditAddress).toBe('山东省青岛市市北区鞍山路12号');
    expect(report.conclusion).toMatchObject({ compiler: '吕明谦', compiledDate: '2021-06-08', scope: { star: 'four-star' } });
  });

  it('reads a team below a title row and past columns of no use', () => {
    expect(report.basic.auditors).toEqual([
      { code: null, name: '吕明谦', role: '组长', certificateNumber: '2019-N1FW-1234567', specialtyCode: '29.01', phone: '13900001111' },
    ]);
  });

  it('reads lone boxes by the words above them', () => {
    expect(report.basic.incidents).toEqual({ accidents: 'none', complaints: 'some', spotChecks: 'none', enforcement: 'none' });
  });
});
