import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VARIABLES } from '../pipeline/config/config.js';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const compose = read('docker-compose.yml');

/** A service's lines, by its name. */
function service(name: string): string {
  const found = new RegExp(`^  ${name}:.*\\n((?:    .*\\n|\\n)*)`, 'm').exec(compose);
  if (found === null) throw new Error(`no service ${name}`);
  return found[1]!;
}

it('sets only variables that are looked at, and those that share database, queue and files', () => {
  const set = [...compose.matchAll(/^ +((?:GOUJI_|DATABASE_|REDIS_)\w+): /gm)].map((match) => match[1]!);
  expect(set.filter((name) => !(name in VARIABLES))).toEqual([]);
  expect(set).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'GOUJI_DATA', 'GOUJI_HOST']));
});

it('has a server, two workers, a Redis that drops and forgets nothing, and no port but on this machine', () => {
  expect(service('api')).toContain("command: ['serve']");
  expect(service('worker-1')).toContain("command: ['worker']");
  expect(service('worker-2')).toContain('<<: *worker');
  expect(service('redis')).toContain("'--maxmemory-policy', 'noeviction', '--appendonly', 'yes'");
  expect(service('postgres')).toContain('pg_isready');
  expect(compose.match(/^ +- '.*:\d+'$/gm)).toEqual(["      - '127.0.0.1:8411:8411'"]);
});

it('gives what is being read longer than the grace it is promised', () => {
  const seconds = Number(/stop_grace_period: (\d+)s/.exec(compose)![1]);
  expect(seconds).toBeGreaterThan(VARIABLES.GOUJI_GRACE.parse(undefined));
});

it('builds on the Node that the package asks for', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const wanted = engines.node.replace('>=', '').split('.').slice(0, 2).join('.');
  const images = [...read('Dockerfile').matchAll(/^FROM node:(\S+?)-/gm)].map((match) => match[1]);
  expect(images).toEqual([wanted, wanted]);
});
