import type { LocalizedText, Star } from '../model/index.js';

/** The levels as messages name them. */
export const STAR_WORDS: Readonly<Record<Star, LocalizedText>> = {
  'five-star': { zh: '五星级', en: 'five stars' },
  'four-star': { zh: '四星级', en: 'four stars' },
  'three-star': { zh: '三星级', en: 'three stars' },
  qualified: { zh: '达标级', en: 'qualified' },
  fail: { zh: '不达标', en: 'not passed' },
};
