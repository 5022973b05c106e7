import type { Star } from '../../model/index.js';
import { printedStar } from './normalise/stars.js';
import { freeText, isBlank } from './normalise/texts.js';
import { isFromScan, piece, type Passage } from './passage.js';
import type { Evidence } from './record.js';

/** The bracket with the star; on a scan the star alone, which is as sure as its own characters. */
function starIn(printed: Passage, tail: RegExpExecArray, { start, end }: { start: number; end: number }): Passage {
  if (!isFromScan(printed)) return piece(printed, tail.index);
  const from = tail.index + tail[0].lastIndexOf(tail[1]!);
  return piece(printed, from + start, from + end);
}

/** A scope and its star: "S：…的售后服务（五星级）" without the leading letter and the trailing bracket. */
export function readScope(
  evidence: Evidence,
  path: string,
  printed: Passage,
  place: Passage,
  limit = 500,
): { text: string | null; star: Star | null } {
  if (isBlank(printed.text)) {
    evidence.blank(`${path}.text`, place);
    evidence.blank(`${path}.star`, place);
    return { text: null, star: null };
  }
  if (printed.text.length > limit) return { text: null, star: null };
  const lead = /^\s*(?:[SsＳ]\s*[:：]\s*)/u.exec(printed.text)?.[0].length ?? 0;
  const tail =
    /\s*[（(【[]?\s*[（(【[,，;；、]\s*(?:认证|推荐|评定|服务)?(?:星级|等级|级别)?\s*[:：为]?\s*((?:[一二三四五1-5１-５]\s*星|[★⭐]|达\s*标|不\s*达|合\s*格)[^（()）]{0,8})\s*[）)】\]]?\s*[。.；;]?\s*$/u.exec(
      printed.text,
    );
  const words = piece(printed, lead, tail?.index ?? printed.text.length);
  const text = isBlank(words.text) ? evidence.blank(`${path}.text`, place) : evidence.value(`${path}.text`, freeText(words.text), words);
  const found = tail === null ? null : printedStar(tail[1]!);
  if (tail === null || found === null) {
    evidence.blank(`${path}.star`, printed);
    return { text, star: null };
  }
  return { text, star: evidence.value(`${path}.star`, found.value, starIn(printed, tail, found)) };
}
