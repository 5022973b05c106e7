import type { AuditReport } from '../../model/index.js';

/** Where a report recommends certification and where it gives a level; null where it does not, or that could not be read. */
export interface Rating {
  recommended: string | null;
  starred: string | null;
  /** Whether both questions could be read, so that null means no. */
  known: boolean;
}

/** The level asked for in 1.9 is no rating: only the result and the recommended scope give one. */
export function ratingOf({ conclusion, result }: AuditReport): Rating {
  const meets =
    conclusion.outcome === 'meets' ||
    conclusion.ticked?.includes('meets') ||
    conclusion.tickedRecommendations?.some(({ under }) => under === 'meets');
  const given = (star: string | null): boolean => star !== null && star !== 'fail';
  return {
    recommended: meets ? 'conclusion.outcome' : null,
    starred: given(result.star) ? 'result.star' : given(conclusion.scope.star) ? 'conclusion.scope.star' : null,
    known: (conclusion.outcome !== null || conclusion.ticked !== null) && result.star !== null,
  };
}
