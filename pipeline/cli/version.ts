import { existsSync, readFileSync } from 'node:fs';

/** The version in package.json, which lies one folder higher for the compiled program than for its source. */
export function version(): string {
  for (const relative of ['../../package.json', '../../../package.json']) {
    const file = new URL(relative, import.meta.url);
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
    if (name === 'gouji') return version;
  }
  throw new Error('package.json of gouji not found');
}
