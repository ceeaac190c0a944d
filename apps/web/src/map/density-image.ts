import type { DensityGrid } from '../engine/engine.ts';
import { rgb } from '../theme/map-theme.ts';
import { DENSITY_ALPHA, type DensityScale } from './legend-scale.ts';

export interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

/**
 * A density grid as an image, north up: every pixel has exactly the colour of its class in the legend.
 *
 * @param ramp  five hex colours, little to much
 * @param fine  pixels per cell side; between the centres of cells the density is interpolated, so that the borders of
 *              classes run smoothly
 *
 * Pixels below the lowest class are clear but carry its colour, or the edge would fade through black.
 */
export function densityImage(grid: DensityGrid, scale: DensityScale, ramp: readonly string[], fine: number): Pixels {
  const { values, columns, rows } = grid;
  const width = columns * fine;
  const height = rows * fine;
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer);
  const colours = ramp.map((colour, i) => packed(rgb(colour), Math.round(DENSITY_ALPHA[i]! * 255)));
  const clear = packed(rgb(ramp[0]!), 0);
  const [b0, b1, b2, b3, b4] = scale.breaks;
  const [c0, c1, c2, c3, c4] = colours as [number, number, number, number, number];

  for (let j = 0; j < height; j++) {
    // From the northern edge of the image to the row of cells below and above this line of pixels.
    const v = rows - (j + 0.5) / fine - 0.5;
    const south = Math.min(Math.max(Math.floor(v), 0), rows - 1);
    const north = Math.min(south + 1, rows - 1);
    const up = Math.min(Math.max(v - south, 0), 1);
    for (let i = 0; i < width; i++) {
      const u = (i + 0.5) / fine - 0.5;
      const west = Math.min(Math.max(Math.floor(u), 0), columns - 1);
      const east = Math.min(west + 1, columns - 1);
      const right = Math.min(Math.max(u - west, 0), 1);
      const below = values[south * columns + west]! * (1 - right) + values[south * columns + east]! * right;
      const above = values[north * columns + west]! * (1 - right) + values[north * columns + east]! * right;
      const value = below * (1 - up) + above * up;
      pixels[j * width + i] =
        value < b0 ? clear : value < b1 ? c0 : value < b2 ? c1 : value < b3 ? c2 : value < b4 ? c3 : c4;
    }
  }
  return { data, width, height };
}

/** Bytes r, g, b, a as one little-endian number: every machine a browser runs on is little-endian. */
const packed = ([r, g, b]: [number, number, number], a: number): number => ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Pixels per cell side beyond which only the affordable number decides. */
const FINEST = 64;

/** Pixels per cell side: fine enough that a pixel of the image is about one of the screen, within `affordable` in all. */
export function fineness(columns: number, rows: number, cellPx: number, affordable: number): number {
  const wanted = Math.min(Math.max(Math.round(cellPx), 1), FINEST);
  return Math.max(1, Math.min(wanted, Math.floor(Math.sqrt(affordable / Math.max(columns * rows, 1)))));
}
