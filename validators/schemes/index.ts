import type { CertificationScheme } from '../../model/index.js';
import { GBT27922_2011 } from './gbt27922-2011.js';

/** Every scheme gouji knows. Adding one here edits no rule. */
export const SCHEMES: readonly CertificationScheme[] = [GBT27922_2011];

/** The scheme of a report by its id, null when not known. */
export function schemeById(id: string | null): CertificationScheme | null {
  return SCHEMES.find((scheme) => scheme.id === id) ?? null;
}
