import { defineRule, open } from '../../rule.js';

/** A page whose text layer is unusable and that was not read as an image either. */
export const missingGlyphs = defineRule({
  id: 'reading/missing-glyphs',
  severity: 'warning',
  title: { zh: '文本层不可用且未作图像识别', en: 'An unusable text layer, not read as an image either' },
  description: {
    zh: '页面的文本层缺失或不可靠（乱码、缺字、整页为图像），又没有按图像识别，其内容没有参加审读。',
    en: 'The text layer of a page is missing or not to be trusted (garbled, characters missing, one whole image), and the page was not read as an image. What it says has not been checked.',
  },
  reads: ['observed.unreadPages'],
  messages: {
    glyphs: {
      zh: '第 {{page}} 页的文本层不可用，也未能按图像识别，其内容没有参加审读。',
      en: 'The text layer of page {{page}} cannot be used, and the page could not be read as an image; what it says has not been checked.',
    },
  },
  *check({ report }) {
    for (const [index, { page, code }] of report.observed.unreadPages.entries()) {
      if (code !== 'needs-ocr') continue;
      yield open('glyphs', { at: `observed.unreadPages[${index}]`, page, data: { page, code } });
    }
  },
});
