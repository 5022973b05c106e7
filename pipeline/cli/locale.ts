/** The languages every message exists in. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The user's language by POSIX precedence (LC_ALL over LC_MESSAGES over LANG); the system's own setting where none is set.
 * Anything that is not Chinese reads English.
 */
export function localeLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  const name = locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return name.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
