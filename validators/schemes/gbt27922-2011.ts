import type { CertificationScheme } from '../../model/index.js';

/** GB/T 27922-2011 商品售后服务评价体系: groups, indicators and points as on the audit form; stars by clause 6 of the standard. */
export const GBT27922_2011: CertificationScheme = {
  id: 'gbt27922-2011',
  standardCode: 'GB/T27922-2011',
  name: { zh: '商品售后服务评价体系', en: 'Evaluation system for after-sales service of commodity' },
  groups: [
    {
      name: '售后服务体系',
      aliases: ['服务体系', '售后服务体系要求'],
      max: 40,
      indicators: [
        { name: '组织架构', aliases: ['组织机构', '组织结构'], max: 4 },
        { name: '人员配置', aliases: ['人员配备', '人员'], max: 6 },
        { name: '资源配置', aliases: ['资源配备', '资源'], max: 6 },
        { name: '规范要求', aliases: ['服务规范', '规范', '规范性要求'], max: 6 },
        { name: '监督', aliases: ['服务监督', '监督检查'], max: 7 },
        { name: '改进', aliases: ['服务改进', '持续改进'], max: 5 },
        { name: '服务文化', aliases: ['文化', '售后服务文化'], max: 6 },
      ],
    },
    {
      name: '商品服务',
      aliases: ['商品的服务', '商品服务要求'],
      max: 35,
      indicators: [
        { name: '商品信息', aliases: ['信息'], max: 6 },
        { name: '技术支持', aliases: ['技术服务'], max: 6 },
        { name: '配送', aliases: ['配送服务', '商品配送', '配送安装'], max: 4 },
        { name: '维修', aliases: ['维修服务', '商品维修'], max: 10 },
        { name: '质量保证', aliases: ['质量保障', '质保'], max: 7 },
        { name: '废弃商品回收', aliases: ['废弃商品的回收', '废弃回收', '废旧商品回收'], max: 2 },
      ],
    },
    {
      name: '顾客服务',
      aliases: ['客户服务', '顾客服务要求'],
      max: 25,
      indicators: [
        { name: '顾客关系', aliases: ['客户关系', '顾客关系管理'], max: 15 },
        { name: '投诉处理', aliases: ['顾客投诉处理', '投诉的处理', '投诉'], max: 10 },
      ],
    },
  ],
  total: 100,
  step: 0.5,
  specialDeduction: { points: 1, limit: 5 },
  specialBonus: { points: 1, limit: 1 },
  stars: [
    { star: 'five-star', from: 95 },
    { star: 'four-star', from: 90 },
    { star: 'three-star', from: 80 },
    { star: 'qualified', from: 70 },
  ],
  certificate: { validYears: 3, surveillanceMonths: 12 },
};
