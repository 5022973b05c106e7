import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Deadline } from '../../pipeline/dispatch/deadline.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function deadline(): { deadline: Deadline; expired: number[] } {
  const expired: number[] = [];
  return { deadline: new Deadline(120, (seconds) => expired.push(seconds)), expired };
}

it('expires after its seconds without progress', () => {
  const { expired } = deadline();
  vi.advanceTimersByTime(119_000);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(expired).toEqual([120]);
});

it('lets a scan of 300 pages take two seconds, or twenty, a page', () => {
  for (const seconds of [2, 20]) {
    const { deadline: running, expired } = deadline();
    for (let page = 1; page <= 300; page++) {
      vi.advanceTimersByTime(seconds * 1000);
      running.progress(300);
    }
    expect(expired).toEqual([]);
    running.end();
  }
});

it('expires at the page that makes no progress', () => {
  const { deadline: running, expired } = deadline();
  vi.advanceTimersByTime(50_000);
  running.progress(300);
  vi.advanceTimersByTime(121_000);
  expect(expired).toEqual([170]);
});

it('expires at last for a document that goes on for ever, however often it says so', () => {
  const { deadline: running, expired } = deadline();
  for (let second = 0; second < 400 && expired.length === 0; second++) {
    vi.advanceTimersByTime(1000);
    running.progress(6);
  }
  expect(expired).toEqual([240]);
});

it('once ended stays silent, also when late progress comes in', () => {
  const { deadline: running, expired } = deadline();
  running.end();
  running.progress(3);
  vi.advanceTimersByTime(10_000_000);
  expect(expired).toEqual([]);
});
