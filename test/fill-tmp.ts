import { openConnection } from '../pipeline/store/open.js';
import { storeMany } from './pipeline/store/many.js';
import { randomUUID } from 'node:crypto';
const [file, n] = process.argv.slice(2);
const url = file!.startsWith('postgres') ? file! : null;
const c = await openConnection(url, { file: file! });
const id = randomUUID();
await c.db.insertInto('batches').values({ id, name: 'b', state: 'running', priority: 1, created_at: '2026', created_by: null }).execute();
const t = performance.now();
for (let i = 0; i < Number(n); i += 5000) {
  const bid = i === 0 ? id : randomUUID();
  if (i)
    await c.db
      .insertInto('batches')
      .values({ id: bid, name: 'b', state: 'running', priority: 1, created_at: '2026', created_by: null })
      .execute();
  await storeMany(c, bid, i, Math.min(Number(n), i + 5000));
}
console.log(n, 'in', ((performance.now() - t) / 1000).toFixed(1), 's');
await c.db.destroy();
