import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answeredBy, connection, lookAgain, lostContact, refusedBy } from './connection.ts';

const HEALTH = { status: 'ok', version: '1', engine: null, data_versions: {}, backup: null, writes: 'ok' };
const health = vi.fn<() => Promise<Response>>();
const says = (change: object): void =>
  void health.mockImplementation(async () => Response.json({ ...HEALTH, ...change }));
const isGone = (): void => void health.mockRejectedValue(new TypeError('Failed to fetch'));
const standing = (): string => connection().standing;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', health);
});
afterEach(async () => {
  says({});
  await lookAgain();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a server that is gone is looked for again, ever less often, until it is back', async () => {
  isGone();
  lostContact();
  const asked: number[] = [];
  const start = Date.now();
  health.mockImplementation(async () => {
    asked.push(Date.now() - start);
    throw new TypeError('Failed to fetch');
  });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(standing()).toBe('lost');
  const waits = asked.map((at, i) => at - (asked[i - 1] ?? 0));
  expect(asked.length).toBeGreaterThan(4);
  expect(waits[0]).toBeLessThanOrEqual(1_200);
  expect(waits.at(-1)).toBeGreaterThan(20_000);
  says({});
  await vi.advanceTimersByTimeAsync(40_000);
  expect(connection()).toEqual({ standing: 'ok', next_at: null });
});

test('a server that stores nothing is told from one that is gone, and passes by itself', async () => {
  says({ writes: 'disk_full' });
  refusedBy('disk_full');
  expect(standing()).toBe('disk_full');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(standing()).toBe('disk_full');
  isGone();
  await vi.advanceTimersByTimeAsync(40_000);
  expect(standing()).toBe('lost');
  says({ writes: 'read_only' });
  answeredBy(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(standing()).toBe('read_only');
  says({});
  await vi.advanceTimersByTimeAsync(40_000);
  expect(standing()).toBe('ok');
});

test('refusals that are about what was asked change nothing', () => {
  for (const code of ['invalid_input', 'not_permitted', 'internal']) refusedBy(code);
  expect(standing()).toBe('ok');
});

test('a proxy that answers in its place is no contact', async () => {
  health.mockImplementation(async () => new Response('<h1>502</h1>', { status: 502 }));
  await lookAgain();
  expect(standing()).toBe('lost');
});

test('a server that opens its database is starting', async () => {
  health.mockImplementation(async () =>
    Response.json({ ...HEALTH, status: 'starting', writes: null }, { status: 503 }),
  );
  await lookAgain();
  expect(standing()).toBe('starting');
});
