import { describe, expect, it } from 'vitest';
import {
  bandwidthFor,
  CELL_CLASSES,
  cellBreaks,
  cellSideM,
  DENSITY_ALPHA,
  densityClass,
  densityScale,
  FIRST_SCALE,
  metresPerPixel,
  scaleBar,
} from './legend-scale.ts';

describe('the density scale', () => {
  it('has the classes of the drawing for a quarter of incidents in Märsta', () => {
    expect(densityScale(100, null).breaks).toEqual([5, 10, 20, 40, 80]);
    expect(FIRST_SCALE.breaks).toEqual([5, 10, 20, 40, 80]);
  });
  it('stays the same object while the peak stays within its reach', () => {
    const scale = densityScale(100, null);
    for (const peak of [80, 100, 319]) expect(densityScale(peak, scale)).toBe(scale);
  });
  it('follows from the peak alone: whatever was shown before, a link opens to the same colours', () => {
    for (const peak of [3, 39, 79, 80, 320, 5000])
      for (const before of [1, 100, 9000])
        expect(densityScale(peak, densityScale(before, null))).toEqual(densityScale(peak, null));
  });
  it('always has the peak in its highest class when chosen anew', () => {
    for (let peak = 2; peak < 1e6; peak *= 1.3) expect(densityClass(densityScale(peak, null), peak)).toBe(4);
  });
  it('keeps what it had when nothing is selected', () => {
    const scale = densityScale(5000, null);
    expect(densityScale(0, scale)).toBe(scale);
    expect(densityScale(Number.NaN, null)).toBe(FIRST_SCALE);
  });
  it('puts a break into the class it begins, and less than the lowest into none', () => {
    expect([4.99, 5, 9.99, 10, 80, 1e9].map((value) => densityClass(FIRST_SCALE, value))).toEqual([-1, 0, 0, 1, 4, 4]);
  });
  it('is more opaque where there is more', () => {
    for (let i = 1; i < 5; i++) expect(DENSITY_ALPHA[i]).toBeGreaterThan(DENSITY_ALPHA[i - 1]!);
  });
});

describe('the bandwidth that a scale of map asks for', () => {
  const offered = [100, 200, 400, 800, 1600, 3200];
  it('is 200 m in a town and closer by, and a surface instead of dots over a county', () => {
    expect([1, 4, 16].map((metres_per_px) => bandwidthFor(metres_per_px, offered))).toEqual([200, 200, 200]);
    expect(bandwidthFor(17, offered)).toBe(400);
    expect(bandwidthFor(167, offered)).toBe(3200);
  });
  it('ends at the widest on offer', () => {
    expect(bandwidthFor(5000, offered)).toBe(3200);
  });
});

describe('lengths on the ground', () => {
  it('gives a cell at zoom 11 in Märsta a side of 77 m, and keeps it above', () => {
    // 40 075 016.686 m · cos 59.62° / 2^11 / 128
    expect(cellSideM(11, 59.62)).toBeCloseTo(77.31, 1);
    expect(cellSideM(15.3, 59.62)).toBe(cellSideM(11, 59.62));
    expect(cellSideM(10.9, 59.62)).toBeCloseTo(2 * cellSideM(11, 59.62), 6);
  });
  it('halves the metres of a pixel with each zoom', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.52, 1);
    expect(metresPerPixel(13, 59.62)).toBeCloseTo(metresPerPixel(12, 59.62) / 2, 9);
  });
  it('rounds the scale bar down to 1, 2 or 5', () => {
    expect(scaleBar(9.7, 100)).toEqual({ metres: 500, px: 500 / 9.7 });
    expect(scaleBar(1, 100)).toEqual({ metres: 100, px: 100 });
    expect(scaleBar(2.6, 100).metres).toBe(200);
  });
  it('counts cells from one, in finer classes the smaller a cell is', () => {
    for (const { breaks } of CELL_CLASSES) expect(breaks[0]).toBe(1);
    expect([6, 8.5, 10, 16].map((zoom) => cellBreaks(zoom)[4])).toEqual([2500, 1000, 300, 100]);
  });
});
