import { describe, expect, test } from 'vitest';
import { Senders } from './sender.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const [AREA, DAY] = [1, '2026-11-26'];
const HOME = '192.0.2.1';
const neighbour = (i: number): string => `198.51.100.${i}`;

function clocked(flood_at = 1000) {
  const clock = { now: Date.parse('2026-11-26T12:00:00Z') };
  const senders = new Senders(flood_at, () => clock.now);
  const meet = (address: string, where: string) => senders.meet(AREA, address, where, DAY);
  return { clock, senders, meet };
}

describe('bursts', () => {
  test('a class that flags one place from thirty telephones is one, whether on one network or on thirty', () => {
    for (const address of [() => HOME, neighbour]) {
      const { clock, meet } = clocked();
      const bursts = Array.from({ length: 30 }, (_, i) => {
        clock.now += 20_000;
        return meet(address(i), 'tunnel').burst;
      });
      expect(new Set(bursts).size).toBe(1);
    }
  });

  test('who comes alone, or an hour later, has a mark of their own', () => {
    const { clock, meet } = clocked();
    const first = meet(neighbour(1), 'tunnel').burst;
    expect(meet(neighbour(2), 'square').burst).not.toBe(first);
    clock.now += HOUR_MS;
    expect(meet(neighbour(3), 'tunnel').burst).not.toBe(first);
  });

  test('who joins one at one place isn’t of it at the next', () => {
    const { meet } = clocked();
    const crowd = meet(neighbour(1), 'tunnel').burst;
    expect(meet(neighbour(2), 'tunnel').burst).toBe(crowd);
    expect(meet(neighbour(2), 'square').burst).not.toBe(crowd);
  });

  test('marks are random: they tell neither who nor when', () => {
    const marks = Array.from({ length: 20 }, () => clocked().meet(HOME, 'tunnel').burst);
    expect(new Set(marks).size).toBe(20);
    expect(marks.every((mark) => mark > 0 && mark < 2 ** 31)).toBe(true);
  });
});

describe('the same sender', () => {
  test('counts once a day and place, unless what was sent didn’t come through', () => {
    const { clock, meet } = clocked();
    expect(meet(HOME, 'tunnel').repeated).toBe(false);
    expect(meet(HOME, 'tunnel').repeated).toBe(true);
    const lost = meet(HOME, 'square');
    lost.forget();
    expect(meet(HOME, 'square').repeated).toBe(false);
    // What comes again later doesn't make what came before uncounted.
    meet(HOME, 'tunnel').forget();
    expect(meet(HOME, 'tunnel').repeated).toBe(true);
    clock.now += 25 * HOUR_MS;
    expect(meet(HOME, 'tunnel').repeated).toBe(false);
  });

  test('is a household of IPv6, not one of its telephones', () => {
    const { meet } = clocked();
    meet('2001:db8:1:2::1', 'tunnel');
    expect(meet('2001:db8:1:2:ffff::9', 'tunnel').repeated).toBe(true);
    expect(meet('2001:db8:1:3::1', 'tunnel').repeated).toBe(false);
  });
});

describe('a flood', () => {
  test('of an area begins past its limit and ends by itself; another area knows nothing of it', () => {
    const { clock, senders, meet } = clocked(30);
    for (let i = 0; i < 30; i++) expect(meet(neighbour(i), `place ${i}`).flood).toBe(false);
    expect(meet(neighbour(30), 'place 30').flood).toBe(true);
    expect(senders.isFlood(AREA + 1, neighbour(31))).toBe(false);
    clock.now += 5 * MINUTE_MS;
    expect(senders.isFlood(AREA, neighbour(31))).toBe(false);
  });

  test('of one network is its own, and the others go on', () => {
    const { senders, meet } = clocked(30);
    for (let i = 0; i < 10; i++) expect(meet(HOME, `place ${i}`).flood).toBe(false);
    expect(senders.isFlood(AREA, HOME)).toBe(true);
    expect(senders.isFlood(AREA, neighbour(1))).toBe(false);
  });
});

test('receipts are looked up twenty times at once, then one in ten seconds', () => {
  const { clock, senders } = clocked();
  const waits = Array.from({ length: 22 }, () => senders.lookUp(HOME));
  expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
  expect(waits[21]).toBe(10);
  expect(senders.lookUp(neighbour(1))).toBe(0);
  clock.now += 10_000;
  expect(senders.lookUp(HOME)).toBe(0);
});
