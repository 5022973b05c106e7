import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import { createDatabase, startPostgres, type TestServer } from '../../servers.js';
import { openSite, type Site } from './harness.js';

/** A site, and a second server process's view of the same database and files. */
export interface TwoSites {
  kind: 'sqlite' | 'postgres';
  site: Site;
  other: Site;
}

/** The same tests on SQLite and on a PostgreSQL of their own; both sites are open for all of them. */
export function onEachSite(name: string, tests: (sites: TwoSites) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe(`${name} on ${kind}`, () => {
      const sites = { kind } as TwoSites;
      let server: TestServer | null = null;
      let created: Awaited<ReturnType<typeof createDatabase>> | null = null;
      const stores: Store[] = [];
      beforeAll(async () => {
        const folder = mkdtempSync(join(tmpdir(), 'gouji-sites-'));
        if (kind === 'postgres') {
          server = await startPostgres();
          created = await createDatabase(server);
        }
        for (let i = 0; i < 2; i++) stores.push(await openStore(created?.url ?? null, { file: join(folder, 'gouji.sqlite') }));
        sites.site = await openSite({ store: stores[0]! });
        sites.other = await openSite({ store: stores[1]!, files: sites.site.files });
        return () => rmSync(folder, { recursive: true });
      }, 300_000);
      afterAll(async () => {
        await sites.other.close();
        await sites.site.close();
        for (const store of stores) await store.close();
        await created?.drop();
        await server?.stop();
      });
      tests(sites);
    });
  }
}
