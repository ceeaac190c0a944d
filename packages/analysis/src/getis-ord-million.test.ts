import { expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { getisOrdGiStar } from './getis-ord-local.ts';
import { gridNeighbours } from './neighbours.ts';

vi.setConfig({ testTimeout: 60_000 }); // a million cells, on a machine that may be busy

test('Gi* of a million cells is that of the neighbours looked at one by one', () => {
  const { poisson, random, whole } = chance(11);
  const grid = gridNeighbours({ columns: 1000, rows: 1000, cell_m: 20 }, 100);
  const counts = Float64Array.from({ length: 1e6 }, (_, i) => poisson(i % 1000 < 300 ? 2 : 0.3));
  const shares = Float64Array.from({ length: 1e6 }, () => (random() < 0.8 ? 1 : random()));
  for (const parts of [null, shares]) {
    const { z } = getisOrdGiStar(counts, grid, { shares: parts });
    const [area, area2, total] = [0, 1, 2].map((k) =>
      counts.reduce((sum, n, i) => sum + (k === 2 ? n : (parts?.[i] ?? 1) ** (k + 1)), 0),
    ) as [number, number, number];
    const mean = total / area;
    const squares = counts.reduce((sum, n, i) => sum + (n - mean * (parts?.[i] ?? 1)) ** 2, 0);
    for (let probe = 0; probe < 500; probe++) {
      const i = probe < 4 ? [0, 999, 999_000, 999_999][probe]! : whole(1e6);
      let [sum, weight] = [0, 0];
      for (let dy = -5; dy <= 5; dy++)
        for (let dx = -5; dx <= 5; dx++) {
          const [c, r] = [(i % 1000) + dx, Math.floor(i / 1000) + dy];
          if (dx * dx + dy * dy > 25 || c < 0 || r < 0 || c > 999 || r > 999) continue;
          sum += counts[r * 1000 + c]!;
          weight += parts?.[r * 1000 + c] ?? 1;
        }
      const expected = (sum - mean * weight) / Math.sqrt((squares * weight * (area - weight)) / (area * area - area2));
      expect(Math.abs(z[i]! - expected)).toBeLessThan(1e-9);
    }
  }
});
