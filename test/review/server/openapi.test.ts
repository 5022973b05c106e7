import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, ROLES } from '../../../review/server/roles.js';
import { openSite, type Client, type Site } from './harness.js';

interface Operation {
  summary?: string;
  security?: object[];
  'x-roles'?: string[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}

let site: Site;
let admin: Client;
let paths: Record<string, Record<string, Operation>>;
beforeAll(async () => {
  site = await openSite();
  admin = await site.client('admin');
  const document = (await admin.get('/api/openapi.json')).json<{ openapi: string; paths: typeof paths }>();
  expect(document.openapi).toBe('3.1.0');
  paths = document.paths;
});
afterAll(() => site.close());

const operation = (method: string, url: string): Operation | undefined => paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

describe('the API’s document', () => {
  it('holds every route, what it answers, and who reaches it', () => {
    for (const { method, url, access } of site.app.accessTable()) {
      const found = operation(method, url);
      expect([method, url, found !== undefined]).toEqual([method, url, true]);
      expect([url, typeof found!.summary, Object.keys(found!.responses).length > 0]).toEqual([url, 'string', true]);
      const named = (found!.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect([url, named.sort()]).toEqual([url, [...url.matchAll(/:(\w+)/g)].map(([, name]) => name!).sort()]);
      if (access === 'anybody') expect(found!.security).toEqual([]);
      else if (access !== 'metrics') {
        const roles = ROLES.filter((role) => access === 'signed-in' || access.some((permission) => may(role, permission)));
        expect([url, found!['x-roles']]).toEqual([url, roles]);
        expect([url, found!.security]).toEqual([url, [method === 'GET' ? { session: [] } : { session: [], csrf: [] }]]);
      }
    }
  });

  it('has no route that is not there, and refers to nothing that is not in it', () => {
    const known = new Set(site.app.accessTable().map(({ method, url }) => `${method.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`));
    const told = Object.entries(paths).flatMap(([url, methods]) => Object.keys(methods).map((method) => `${method} ${url}`));
    expect(told.filter((each) => !known.has(each))).toEqual([]);
    expect(told.length).toBe(known.size);
    const text = JSON.stringify(paths);
    const outside = [...text.matchAll(/"\$ref":"(#\/[^"]*)"/g)]
      .map(([, ref]) => ref!)
      .filter((ref) => !ref.startsWith('#/components/') && !ref.startsWith('#/definitions/') && !ref.startsWith('#/$defs/'));
    expect(outside).toEqual([]);
  });
});
