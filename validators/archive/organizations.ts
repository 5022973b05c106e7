import distances from 'natural/lib/natural/distance/index.js';
import { normalise, organizationKey } from '../words/normalise.js';
import { PLACES } from '../words/organization-words.js';
import { sameOrganization } from '../words/organizations.js';

/** Whose two names are: one organization's; perhaps one's (sister companies, a slip); two organizations'. */
export type Relation = 'same' | 'perhaps' | 'different';

/** Characters by which a scanned name may be misread and still be meant. */
const MISREAD = 2;

/** An organization's name as it is looked up: brackets stay, the legal form goes, since 有限公司 and 有限责任公司 are one client's. */
export function partyKey(name: string): string {
  return organizationKey(name).replace(/(?:股份)?有限(?:责任)?公司$/, '');
}

/** How two organizations' names stand to each other. `scanned`: one of them at least was read from a scan. */
export function relationOf(first: string, second: string, scanned: boolean): Relation {
  const [a, b] = [partyKey(first), partyKey(second)];
  if (a === b) return 'same';
  const slips = differing(a, b) > MISREAD ? Infinity : distances.LevenshteinDistance(a, b);
  const long = Math.min(a.length, b.length) >= 6;
  if (scanned && long && slips <= MISREAD) return 'same';
  if ((long && slips <= 1) || sameOrganization(first, second)) return 'perhaps';
  return 'different';
}

/** Characters of the longer text that the other one does not have: no more than the edits from one to the other. */
function differing(a: string, b: string): number {
  const left = Array.from(a);
  for (const character of b) {
    const at = left.indexOf(character);
    if (at >= 0) left.splice(at, 1);
  }
  return left.length + Math.max(0, b.length - a.length);
}

/** The cities in a list of addresses (杭州 of 浙江省杭州市…); null when one of them names none that can be told. */
export function citiesOf(addresses: readonly string[]): string[] | null {
  const cities = addresses.map(cityOf);
  return cities.length === 0 || cities.includes(null) ? null : (cities as string[]);
}

function cityOf(address: string): string | null {
  const text = normalise(address).replace(/^\p{Script=Han}{2,8}?(?:省|自治区)/u, '');
  const named = /^(\p{Script=Han}{2,8}?)(?:市|自治州|地区|盟)/u.exec(text)?.[1];
  if (named !== undefined) return named;
  return PLACES.find((place) => text.startsWith(place)) ?? null;
}

/** Whether two sets of addresses have no city in common, share one, or cannot be told; a county-level city counts as its city where the address says both. */
export function sameCity(first: readonly string[], second: readonly string[]): boolean | null {
  const [a, b] = [citiesOf(first), citiesOf(second)];
  if (a === null || b === null) return null;
  const names = (city: string, addresses: readonly string[]): boolean => addresses.some((address) => normalise(address).includes(city));
  return a.some((city) => b.includes(city) || names(city, second)) || b.some((city) => names(city, first));
}
