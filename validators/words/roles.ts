import { normalise } from './normalise.js';

/** What a team member's printed role means: leader, another known role, or a word the forms known so far do not use. */
export type TeamRole = 'leader' | 'member' | 'expert' | 'unknown';

/** Reads a role as printed (组长, 审核组长, 实习审查员, 技术专家…). A deputy and a leader in training lead nothing. */
export function teamRole(role: string): TeamRole {
  const text = normalise(role);
  if (/专家|观察员|翻译|见证/.test(text) && !/组长/.test(text)) return 'expert';
  if (/副组长|实习|见习|培训/.test(text)) return 'member';
  if (/组长|lead(?:er|auditor)/i.test(text)) return 'leader';
  return /组员|成员|审查员|审核员|评价员|评审员|检查员|member|auditor/i.test(text) ? 'member' : 'unknown';
}
