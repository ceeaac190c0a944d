import { describe, expect, it } from 'vitest';
import { apart, dotsOf, frameOf, linePath, outlinePath, ringsOf, scaleBar } from './preview-drawing.ts';

const square = [
  [
    [17, 59],
    [18, 59],
    [18, 60],
    [17, 60],
    [17, 59],
  ],
];

describe('the frame', () => {
  it('is none without points and outline', () => {
    expect(frameOf([], [], 420, 320)).toBeNull();
  });

  it('puts the middle in the middle, north up', () => {
    const frame = frameOf(
      [
        [17, 59],
        [18, 60],
      ],
      [],
      420,
      320,
    )!;
    expect(frame.place(17.5, 59.5)).toEqual([210, 160]);
    expect(frame.place(17.5, 60)[1]).toBeLessThan(160);
    expect(frame.place(18, 59.5)[0]).toBeGreaterThan(210);
  });

  it('has the same scale along both axes: a kilometre is a kilometre', () => {
    const frame = frameOf(
      [
        [17, 59],
        [18, 60],
      ],
      [],
      420,
      320,
    )!;
    const [x0] = frame.place(17, 59.5);
    const [x1] = frame.place(18, 59.5);
    const kmPerDegree = 111.195 * Math.cos((59.5 * Math.PI) / 180);
    expect((x1 - x0) / kmPerDegree).toBeCloseTo(frame.pixels_per_km, 6);
  });

  it('shows every point it is given', () => {
    const town = Array.from({ length: 300 }, (_, i): [number, number] => [17 + (i % 20) / 1000, 59 + i / 10_000]);
    const [x, y] = frameOf([...town, [0, 0]], [], 420, 320)!.place(0, 0);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(320);
  });

  it('shows the outline too where that leaves the points more than a speck', () => {
    const ring = square[0] as [number, number][];
    const frame = frameOf(
      [
        [17.2, 59.2],
        [17.8, 59.8],
      ],
      [ring],
      420,
      320,
    )!;
    const [x, y] = frame.place(17, 60);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
  });

  it('gives a single place half a kilometre of surroundings', () => {
    expect(frameOf([[17, 59]], [], 420, 320)!.pixels_per_km).toBe(560);
  });
});

describe('what lies far outside', () => {
  const town = (n: number): [number, number][] =>
    Array.from({ length: n }, (_, i) => [17 + (i % 7) / 100, 59 + i / 9000]);

  it.each([5, 40, 1999])('is the one stray beside %i rows that lie together', (n) => {
    expect(apart([...town(n), [0, 0]])).toEqual({ bulk: town(n), far: [[0, 0]] });
  });

  it('is nothing where the rows lie together, at one place, or are two towns', () => {
    const two = [...town(30), ...town(30).map(([lon, lat]): [number, number] => [lon + 1, lat])];
    for (const points of [[], town(1), town(40), Array(20).fill([17, 59]), two]) {
      expect(apart(points)).toEqual({ bulk: points, far: [] });
    }
  });

  it('is not a village ten kilometres from where all else happened', () => {
    expect(apart([...Array(20).fill([17, 59]), [17, 59.08]]).far).toEqual([]);
    expect(apart([...Array(20).fill([17, 59]), [17, 59.2]]).far).toEqual([[17, 59.2]]);
  });
});

it('draws rings closed and points as dots', () => {
  const frame = frameOf(
    [
      [17, 59],
      [18, 60],
    ],
    [],
    420,
    320,
  )!;
  const rings = ringsOf({ type: 'MultiPolygon', coordinates: [square] });
  expect(outlinePath(rings, frame)).toMatch(/^M[\d. L-]+Z$/);
  expect(
    dotsOf(
      [
        [17, 59],
        [18, 60],
      ],
      frame,
    ).match(/h0/g),
  ).toHaveLength(2);
  expect(ringsOf(null)).toEqual([]);
  expect(ringsOf({ type: 'Polygon', coordinates: square })).toHaveLength(1);
});

it('has a scale bar of a round length that fits', () => {
  for (const pixels of [0.05, 1, 3, 7, 40, 1100]) {
    const bar = scaleBar(pixels);
    expect(bar.pixels).toBeLessThanOrEqual(100);
    expect(bar.pixels).toBeGreaterThan(35);
    expect([1, 2, 5]).toContain(Math.round(bar.km / 10 ** Math.floor(Math.log10(bar.km) + 1e-9)));
  }
});

it('draws a line by the same frame as the points', () => {
  const frame = { place: (lon: number, lat: number): [number, number] => [lon, lat], pixels_per_km: 1 };
  const line = [
    [1, 2],
    [3, 4, 9],
  ];
  expect(linePath(line, frame)).toBe('M1.0 2.0L3.0 4.0');
});
