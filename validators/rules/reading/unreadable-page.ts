import type { LocalizedText } from '../../../model/index.js';
import { defineRule, open } from '../../rule.js';

const REASONS: Readonly<Record<string, LocalizedText>> = {
  'page/failed': { zh: '读取失败', en: 'reading it failed' },
  'page/image-undecoded': { zh: '有图像无法解码', en: 'an image on it could not be decoded' },
};

/** A page that could not be read, or not whole. One whose text layer is unusable is reading/missing-glyphs' matter. */
export const unreadablePage = defineRule({
  id: 'reading/unreadable-page',
  severity: 'warning',
  title: { zh: '页面未能读出', en: 'A page could not be read' },
  description: {
    zh: '页面读取失败或未能完整读出，其内容没有参加审读，请人工查看。',
    en: 'Reading a page failed, or some of it stayed unread. What it says has not been checked; a person has to look.',
  },
  reads: ['observed.unreadPages'],
  messages: {
    unread: {
      zh: '第 {{page}} 页未能完整读出（{{reason}}），其内容没有参加审读。',
      en: 'Page {{page}} could not be read whole ({{reason}}); what it says has not been checked.',
    },
  },
  *check({ report }) {
    for (const [index, { page, code }] of report.observed.unreadPages.entries()) {
      if (code === 'needs-ocr') continue;
      yield open('unread', { at: `observed.unreadPages[${index}]`, page, data: { page, code }, words: { reason: REASONS[code] ?? code } });
    }
  },
});
