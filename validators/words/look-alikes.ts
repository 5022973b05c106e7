/**
 * Characters of given names that are taken for one another because they look alike, group by group. Drawn up for this
 * project from pairs that share a component or differ by a stroke; homophones are found by their sound instead.
 */
const GROUPS = (
  '未末 己已巳 士土 日曰 天夭 干千于 刀力 大太犬 王玉主 田由甲申 人入 今令 贝见 木本术 子孑 戊戌戍 侯候 晴睛 ' +
  '铃钤 茜西 睿容 瑞端 祥详 炜纬玮伟 玫政 冶治 洁诘 沐沭 泠冷 洛络 昊吴旲 旻昱 晃晁 晨辰 昕听 析折 ' +
  '柏拍 杨扬 梅海 菁青 苹萍 莹荧萤 萱宣 嘉喜善 彬杉彭 彤丹 璐露 毅殷 艳绝 颖颍 兖衮 亨享 亮高 仓仑 ' +
  '佳隹 凯剀 勋勉 叶计 吉古 周同 哲晢 园圆 埔浦 夏复 奕弈 妍研 婷停 娟捐涓 宇字 寅演 尧晓 岩岸 峰锋 川州 ' +
  '帅师 庆厌 弘泓 志忘 恒桓 悦说 慧彗 成戍戎戒 拓柘 明朋 景影 晖辉挥 朵杂 来耒 欣钦 泽译择 ' +
  '洋详 浩诰 淑叔 渝愉喻 湘相 潇箫萧 灿仙 烨晔 玥钥 珂坷 珊删 珍诊 瑜愉 瑶摇 璇旋 皓浩 禹属 纯钝 ' +
  '绮琦 绍绐 维唯 茹如 莎沙 蓉容 蕾雷 薇微 虎虑 诚城 谦兼 军车 辛幸 远达 锐悦 锦绵棉 阳阴 静婧 骏峻 鸣鸡呜 ' +
  '婉惋 兆北 伯泊 凤风 冉再 丹舟 井并 元无 发友 尹伊 少小 文交 旦且 永水 牛午 自白 石右 ' +
  '芬分 涛焘 莲连 莉利 琳林 桐铜 钰玉 俊俏 倩清情 凌陵 思恩 惠慧 昌冒 栋拣 楠南 ' +
  '淇琪祺 瑾谨 磊蕾 翠萃 芸云 苗苖 荣莱 莹营 菲霏 蓝篮 贤坚 轶铁 迪油 遥谣 颜须 '
)
  .trim()
  .split(' ')
  .map((group) => new Set(group));

/** Whether two different characters look alike. */
export function lookAlike(a: string, b: string): boolean {
  return a !== b && GROUPS.some((group) => group.has(a) && group.has(b));
}
