import { describe, expect, it } from 'vitest';
import type { DensityGrid } from '../engine/engine.ts';
import { densityImage, fineness } from './density-image.ts';
import { DENSITY_ALPHA, FIRST_SCALE } from './legend-scale.ts';

const RAMP = ['#010203', '#111213', '#212223', '#313233', '#414243'];
const grid = (columns: number, rows: number, values: number[]): DensityGrid => ({
  values: Float32Array.from(values),
  columns,
  rows,
  box: [0, 0, columns * 20, rows * 20],
  cell_m: 20,
  bandwidth_m: 200,
  peak: Math.max(...values),
});
const pixel = (image: { data: Uint8ClampedArray; width: number }, x: number, y: number): number[] =>
  Array.from(image.data.slice((y * image.width + x) * 4, (y * image.width + x) * 4 + 4));

describe('densityImage', () => {
  it('gives each cell the colour and opacity of its class in the legend', () => {
    const image = densityImage(grid(6, 1, [0, 5, 10, 20, 40, 80]), FIRST_SCALE, RAMP, 1);
    expect(pixel(image, 0, 0)).toEqual([1, 2, 3, 0]);
    expect(pixel(image, 1, 0)).toEqual([1, 2, 3, Math.round(DENSITY_ALPHA[0] * 255)]);
    expect(pixel(image, 3, 0)).toEqual([0x21, 0x22, 0x23, Math.round(DENSITY_ALPHA[2] * 255)]);
    expect(pixel(image, 5, 0)).toEqual([0x41, 0x42, 0x43, Math.round(DENSITY_ALPHA[4] * 255)]);
  });
  it('puts the southern row at the bottom of the image', () => {
    const image = densityImage(grid(1, 2, [100, 0]), FIRST_SCALE, RAMP, 1);
    expect(pixel(image, 0, 0)[3]).toBe(0);
    expect(pixel(image, 0, 1)[0]).toBe(0x41);
  });
  it('interpolates between the centres of cells and never outside them', () => {
    const image = densityImage(grid(2, 1, [0, 40]), FIRST_SCALE, RAMP, 4);
    expect([image.width, image.height]).toEqual([8, 4]);
    // Pixel centres lie at −.375 … 1.375 cells; 15 at .375 is class 1, 25 at .625 is class 2.
    expect(pixel(image, 0, 0)[3]).toBe(0);
    expect(pixel(image, 3, 0)[0]).toBe(0x11);
    expect(pixel(image, 4, 0)[0]).toBe(0x21);
    expect(pixel(image, 7, 3)[0]).toBe(0x31);
  });
  it('is an empty image for an empty grid', () => {
    expect(densityImage(grid(0, 0, []), FIRST_SCALE, RAMP, 2).data.length).toBe(0);
  });
});

describe('fineness', () => {
  it('follows the size of a cell on the screen within what is affordable', () => {
    expect(fineness(100, 100, 1, 1e6)).toBe(1);
    expect(fineness(100, 100, 4.2, 1e6)).toBe(4);
    expect(fineness(100, 100, 80, 1e6)).toBe(10);
    expect(fineness(50, 30, 37, 2e6)).toBe(36);
    expect(fineness(100, 100, 80, 90_000)).toBe(3);
    expect(fineness(600, 600, 8, 1e6)).toBe(1);
    expect(fineness(2000, 2000, 8, 1e6)).toBe(1);
    expect(fineness(0, 0, 8, 1e6)).toBe(8);
  });
});
