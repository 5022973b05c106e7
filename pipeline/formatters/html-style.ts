/** The page's look: ink on paper, one accent per severity, no fonts or images from elsewhere. */
export const HTML_STYLE = `
:root { --ink:#1c1f23; --soft:#5b6570; --line:#d9dde2; --paper:#fff; --ground:#f4f5f7; --error:#b3261e; --warning:#8a5300; --info:#1f5f8b; --open:#5b5f97; --ok:#2b6b3f }
* { box-sizing:border-box }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.6 system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif }
main { max-width:60rem; margin:0 auto; padding:2rem 1.25rem 4rem }
h1 { font-size:1.5rem; margin:0 0 .25rem; font-weight:650 }
h2 { font-size:1.15rem; margin:0; font-weight:650; overflow-wrap:anywhere }
h3 { font-size:.95rem; margin:1.75rem 0 .5rem; color:var(--soft); font-weight:600 }
a { color:inherit; text-decoration-color:var(--line); text-underline-offset:3px }
bdi { unicode-bidi:isolate }
.soft { color:var(--soft) } .small { font-size:.85rem }
.mono { font-family:ui-monospace,"DejaVu Sans Mono",monospace; font-size:.8rem; overflow-wrap:anywhere }
.num { font-variant-numeric:tabular-nums; text-align:right }
table.files { width:100%; border-collapse:collapse; background:var(--paper); margin:1.25rem 0 0; border:1px solid var(--line) }
table.files th, table.files td { padding:.4rem .65rem; border-bottom:1px solid var(--line); text-align:left; vertical-align:top; font-size:.9rem; overflow-wrap:anywhere }
table.files th { color:var(--soft); font-weight:600; font-size:.8rem; white-space:nowrap }
table.files td.num, table.files th.num { text-align:right; white-space:nowrap }
td.state { white-space:nowrap }
.whole { display:inline-block }
.zero { color:#b6bcc4 }
section.file { background:var(--paper); border:1px solid var(--line); margin-top:1.75rem; padding:1.25rem 1.5rem 1.5rem }
.subject { margin:.15rem 0 0; color:var(--soft) }
.summary { margin:.6rem 0 0; padding-top:.6rem; border-top:1px solid var(--line); font-size:.9rem }
article { border-left:4px solid var(--line); padding:.1rem 0 .1rem 1rem; margin:1.25rem 0 0 }
article.error { border-color:var(--error) } article.warning { border-color:var(--warning) } article.info { border-color:var(--info) }
article.open { border-left-style:dashed; border-color:var(--open) }
.head { display:flex; flex-wrap:wrap; gap:.1rem .75rem; align-items:baseline; font-size:.88rem }
.head .rule { margin-left:auto; color:var(--soft) }
.tag { font-weight:650 } .error .tag, b.error { color:var(--error) } .warning .tag, b.warning { color:var(--warning) }
.info .tag, b.info { color:var(--info) } .open .tag, b.open { color:var(--open) } .ok { color:var(--ok) }
.message { margin:.15rem 0 .35rem; font-size:1.02rem; overflow-wrap:anywhere }
dl.sides { display:grid; grid-template-columns:1fr 1fr; border:1px solid var(--line); margin:.5rem 0; max-width:40rem }
dl.sides div { padding:.3rem .7rem .4rem } dl.sides div + div { border-left:1px solid var(--line) }
dl.sides dt { color:var(--soft); font-size:.78rem } dl.sides dd { margin:0; font-weight:600; overflow-wrap:anywhere }
ul.related { margin:.35rem 0; padding-left:1.1rem; font-size:.9rem }
figure { margin:.6rem 0 0 } figure img { display:block; max-width:100%; height:auto; border:1px solid var(--line); background:#fff }
figcaption { color:var(--soft); font-size:.8rem; margin-bottom:.2rem }
.unread { border:1px dashed var(--warning); padding:.6rem .9rem; margin-top:1rem; font-size:.9rem } .unread ul { margin:.25rem 0 0; padding-left:1.1rem }
.failure { border-left:4px solid var(--error); padding-left:1rem; margin-top:.9rem }
footer { margin-top:2.5rem; color:var(--soft); font-size:.8rem }
@page { size:A4; margin:16mm 14mm }
@media print {
  body { background:#fff; font-size:10.5pt } main { max-width:none; padding:0 }
  section.file { border:0; padding:0; margin-top:0; break-before:page } table.files { border-width:1px 0 }
  article, figure, dl.sides, .failure, .unread { break-inside:avoid } .head, h2, h3, figcaption { break-after:avoid }
  figure img { max-height:9cm; width:auto } a { text-decoration:none }
  * { -webkit-print-color-adjust:exact; print-color-adjust:exact }
}
`;
