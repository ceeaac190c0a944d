import { expect, test } from 'vitest';
import { NetworkKeys } from './network-key.ts';
import { Allowances } from './rate-limit.ts';

const RATE = { burst: 3, a_second: 0.5 };

test('so many at once, then one in so many seconds, and all of them again after a while', () => {
  let now = 0;
  const allowances = new Allowances(() => now);
  const ask = (who = 'a'): number => {
    const seconds = allowances.wait(who, RATE);
    if (seconds === 0) allowances.spend(who, RATE);
    return seconds;
  };
  expect([ask(), ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 2, 2]);
  expect(ask('b')).toBe(0);
  now += 2000;
  expect([ask(), ask()]).toEqual([0, 2]);
  now += 3_600_000;
  expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 2]);
});

test('a network is told from another by a hash that is another the next day, and never by its address', () => {
  let now = 1e12;
  const networks = new NetworkKeys(() => now);
  const key = networks.of('read', '192.0.2.1');
  expect(networks.of('read', '192.0.2.1')).toBe(key);
  expect(networks.of('read', '192.0.2.2')).not.toBe(key);
  expect(networks.of('write', '192.0.2.1')).not.toBe(key);
  expect(networks.of('read', '2001:db8:1:2::1')).toBe(networks.of('read', '2001:db8:1:2:ffff::9'));
  expect(networks.of('read', '2001:db8:1:2::1')).not.toBe(networks.of('read', '2001:db8:1:3::1'));
  expect(new NetworkKeys(() => now).of('read', '192.0.2.1')).not.toBe(key);
  now += 24 * 3600_000 + 1;
  expect(networks.of('read', '192.0.2.1')).not.toBe(key);
});
