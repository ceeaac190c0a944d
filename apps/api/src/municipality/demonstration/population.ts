import proj4 from 'proj4';
import { ANCHORS, type District, type Kind } from './anchors.ts';
import { seededRandom } from './random.ts';

const SRID = 3006;
const SWEREF_99_TM = '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
/** Square sides as SCB has them: towns finely, the country coarsely. */
const TOWN_M = 250;
const COUNTRY_M = 1000;
/** How far from a known place its people live, in squares of a town. */
const REACH = 2;
/** Fewer than this are left out of a square: so small a count would be changed by whoever publishes it. */
const LEAST = 4;

/** Residents of the settlements, rounded: about what they have. Where in them anybody lives is invented. */
const TOTALS: Partial<Record<District, number>> = {
  ...{ station: 1_500, centrum: 5_500, valsta: 8_500, marsta: 14_500, steninge: 2_500 },
  ...{ sigtuna: 9_500, rosersberg: 2_500, rural: 3_500 },
};

/** How many live by a place of a kind, against others. */
const HOMES: Partial<Record<Kind, number>> = { homes: 6, centre: 3, street: 2, school: 2, station: 1, rural: 4 };

/** Made-up squares of population, as they are kept. */
export interface DemonstrationPopulation {
  readonly source: string;
  readonly srid: number;
  /** by turns x, y, side and residents */
  readonly squares: number[];
}

/** The same for the same seed: squares round the places that made-up incidents lie by. O(places). */
export function generatePopulation(seed = 3): DemonstrationPopulation {
  const random = seededRandom(seed);
  const { forward } = proj4('EPSG:4326', SWEREF_99_TM);
  const squares = new Map<string, readonly [x: number, y: number, side: number, n: number]>();
  for (const [district, total] of Object.entries(TOTALS)) {
    const side = district === 'rural' ? COUNTRY_M : TOWN_M;
    const reach = district === 'rural' ? 1 : REACH;
    const weights = new Map<string, number>();
    for (const { lon, lat, kind, weight, district: of } of ANCHORS) {
      if (of !== district) continue;
      const [x, y] = forward([lon, lat]).map((metres) => Math.floor(metres / side) * side) as [number, number];
      for (let east = -reach; east <= reach; east++)
        for (let north = -reach; north <= reach; north++) {
          const near = Math.exp(-(east * east + north * north) / reach);
          const key = `${x + east * side} ${y + north * side}`;
          const here = (HOMES[kind] ?? 0) * Math.sqrt(weight) * near * random.between(0.5, 1.5);
          weights.set(key, (weights.get(key) ?? 0) + here);
        }
    }
    const sum = [...weights.values()].reduce((all, weight) => all + weight, 0);
    for (const [key, weight] of weights) {
      const [x, y] = key.split(' ').map(Number) as [number, number];
      const before = squares.get(`${key} ${side}`)?.[3] ?? 0;
      squares.set(`${key} ${side}`, [x, y, side, before + Math.round((total * weight) / sum)]);
    }
  }
  return {
    source: 'Demonstration (påhittade rutor)',
    srid: SRID,
    squares: [...squares.values()].filter(([, , , n]) => n >= LEAST).flat(),
  };
}
