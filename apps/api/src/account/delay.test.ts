import { describe, expect, test } from 'vitest';
import { Delays } from './delay.ts';

const HOME = '192.0.2.1';
const clock = () => {
  let now = 1_000_000;
  return { delays: new Delays(() => now), pass: (s: number) => (now += s * 1000) };
};

describe('wrong passwords', () => {
  test('cost nothing twice, then a second, and twice as much each time up to a minute', () => {
    const { delays, pass } = clock();
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const { refused_s } = delays.before('anna', HOME);
      waits.push(refused_s);
      pass(refused_s);
      expect(delays.before('anna', HOME).refused_s).toBe(0);
      delays.failed('anna', HOME);
    }
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('never lock anybody out: after a wait the next attempt is looked at', () => {
    const { delays, pass } = clock();
    for (let i = 0; i < 10_000; i++) delays.failed('anna', HOME);
    expect(delays.before('anna', HOME).refused_s).toBe(60);
    pass(60);
    expect(delays.before('anna', HOME).refused_s).toBe(0);
  });

  test('of one address that tries many names slow all names down from there', () => {
    const { delays } = clock();
    for (let i = 0; i < 14; i++) delays.failed(`name${i}`, HOME);
    expect(delays.before('somebody-else', HOME).refused_s).toBe(16);
    expect(delays.before('somebody-else', '192.0.2.2').refused_s).toBe(0);
  });

  test('of a crowd that tries one name only hold its owner for a moment', () => {
    const { delays } = clock();
    for (let i = 0; i < 5_000; i++) delays.failed('anna', `198.51.${i >> 8}.${i & 255}`);
    expect(delays.before('anna', HOME)).toEqual({ refused_s: 0, held_s: 4 });
    expect(delays.before('bo', HOME)).toEqual({ refused_s: 0, held_s: 0 });
  });

  test('are forgiven by the right one, for that name from that address', () => {
    const { delays } = clock();
    for (let i = 0; i < 4; i++) delays.failed('anna', HOME);
    expect(delays.before('anna', HOME).refused_s).toBe(2);
    delays.succeeded('anna', HOME);
    expect(delays.before('anna', HOME)).toEqual({ refused_s: 0, held_s: 0 });
  });
});

test('a household’s IPv6 network is one address, a neighbour’s another', () => {
  const { delays } = clock();
  for (let i = 0; i < 5; i++) delays.failed('anna', `2001:db8:1:2::${i}`);
  expect(delays.before('anna', '2001:db8:1:2:ffff:1:2:3').refused_s).toBe(4);
  expect(delays.before('anna', '2001:db8:1:3::1').refused_s).toBe(0);
});
