import { createHmac } from 'node:crypto';
import { type Chance, chance } from '../chance.testing.ts';
import type { Mac } from './noise.ts';
import type { World } from './publication.ts';
import { type Cells, recordKey } from './table.ts';

export const macOf =
  (secret: string): Mac =>
  (text) =>
    createHmac('sha256', secret).update(text).digest();

export interface TownOptions {
  /** records in a year */
  readonly records?: number;
  /** kilometres along each side */
  readonly side_km?: number;
  /** whether its finest squares are 500 m */
  readonly addresses?: boolean;
}

const SHARES = [0.45, 0.75, 0.9, 1];
const YEAR = 2025;

/** A town drawn by chance: records crowd at some sixty places of very different size, in four quarters and four groups. */
export function town(seed: number, { records = 4000, side_km = 12, addresses = true }: TownOptions = {}): World {
  const at = chance(seed);
  const mac = macOf(`town ${seed}`);
  const side_m = side_km * 1000;
  const corner = { east: 640_000, north: 6_600_000 };
  const crowds = crowdsOf(at, side_m);
  const [key, east_m, north_m] = [new BigUint64Array(records), new Float64Array(records), new Float64Array(records)];
  const [quarter, year, group] = [new Int32Array(records), new Int32Array(records).fill(YEAR), new Uint8Array(records)];
  for (let i = 0; i < records; i++) {
    const { x, y, spread } = crowds.drawn();
    key[i] = recordKey(mac, `incident/${seed}/${i}`);
    east_m[i] = corner.east + Math.min(side_m - 1, Math.max(0, x + at.normal() * spread));
    north_m[i] = corner.north + Math.min(side_m - 1, Math.max(0, y + at.normal() * spread));
    quarter[i] = 4 * YEAR + at.whole(4);
    const share = at.random();
    group[i] = 1 + SHARES.findIndex((most) => share < most);
  }
  const wide = squares(corner, side_m, 1000);
  return {
    ...{ subject: 'incident', wide, fine: addresses ? squares(corner, side_m, 500) : wide, groups: [1, 2, 3, 4], mac },
    records: { key, east_m, north_m, quarter, year, group },
    quarters: [0, 1, 2, 3].map((q) => 4 * YEAR + q),
    years: [YEAR],
  };
}

function crowdsOf(at: Chance, side_m: number) {
  const crowds = Array.from({ length: 61 }, () => ({
    x: side_m * (0.08 + 0.84 * at.random()),
    y: side_m * (0.08 + 0.84 * at.random()),
    spread: 120 + 480 * at.random(),
    weight: 0.2 + (1 - at.random()) ** (-1 / 1.2) - 1, // Pareto: a few are far larger than the rest
  }));
  const sum = crowds.reduce((total, { weight }) => total + weight, 0);
  return {
    drawn: () => {
      let left = at.random() * sum;
      return crowds.find(({ weight }) => (left -= weight) < 0) ?? crowds[0]!;
    },
  };
}

function squares(corner: { east: number; north: number }, side_m: number, cell_m: number): Cells {
  const n = side_m / cell_m;
  return {
    side_m: cell_m,
    east: Int32Array.from({ length: n * n }, (_, i) => corner.east / cell_m + (i % n)),
    north: Int32Array.from({ length: n * n }, (_, i) => corner.north / cell_m + Math.floor(i / n)),
  };
}
