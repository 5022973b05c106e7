import { readConfig } from '../../../pipeline/config/config.js';
import { openService } from '../../../pipeline/service/service.js';
import { startServer } from '../../../review/server/start.js';

/**
 * A process as `gouji worker` or `gouji serve` runs it, with claims that lapse after seconds instead of a minute. Arguments: worker or
 * server, seconds a claim holds.
 */
const [role, lease] = process.argv.slice(2);
const config = readConfig(process.env);
const works = role === 'worker' || config.redis === null;
const service = await openService(config, {
  role: works ? 'work' : 'hand-over',
  policy: { leaseSeconds: Number(lease), backoffSeconds: 0.5 },
});
await service.start();
if (role === 'server') await startServer(service);
