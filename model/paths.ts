/** Field paths: "score.groups[0].indicators[2].score". A pattern may hold "[]" for every index. */

/** The value at a path, undefined when there is none. */
export function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const step of splitPath(path)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** "a.b[0].c" -> ["a", "b", "0", "c"]; "[]" gives "*". */
export function splitPath(path: string): string[] {
  return path
    .replace(/\[\]/g, '.*')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
}

/** Every concrete path a pattern stands for in this root; arrays that are null or empty give none. */
export function expandPath(root: unknown, pattern: string): string[] {
  let found: { path: string; value: unknown }[] = [{ path: '', value: root }];
  for (const step of splitPath(pattern)) {
    found = found.flatMap(({ path, value }) => {
      if (step === '*')
        return Array.isArray(value) ? value.map((item, index) => ({ path: `${path}[${index}]`, value: item as unknown })) : [];
      const next = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[step] : undefined;
      const name = /^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`;
      return [{ path: name, value: next }];
    });
  }
  return found.map(({ path }) => path);
}

/** All leaves (non-object values) below a value with their paths; [] and {} are no leaves. */
export function* leaves(value: unknown, path = ''): Generator<{ path: string; value: unknown }> {
  if (value === null || typeof value !== 'object') {
    yield { path, value };
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leaves(item, `${path}[${index}]`);
    return;
  }
  for (const [key, item] of Object.entries(value)) yield* leaves(item, path === '' ? key : `${path}.${key}`);
}
