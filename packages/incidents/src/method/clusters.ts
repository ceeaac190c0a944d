import { dbscan } from '@lagesbild/analysis';
import { heard, inStudy, type Question, type Refused, type Work } from './study.ts';

export interface ClustersParameters {
  readonly eps_m: number;
  readonly min_points: number;
}

export interface Cluster {
  /** incidents in it */
  readonly count: number;
  /** metres: the middle of its incidents */
  readonly x: number;
  readonly y: number;
  readonly area_m2: number;
  /** x, y, x, y … in metres: the outer ring first, counterclockwise, then holes; the last point isn't repeated */
  readonly rings: readonly (readonly number[])[];
}

export interface ClustersAnswer {
  readonly n: number;
  readonly refused: Refused;
  /** the one with most incidents first */
  readonly clusters: readonly Cluster[];
  /** incidents in none of them */
  readonly alone: number;
}

/** Which incidents crowd together, in clusters of any shape, and where exactly? Of those in the study area. */
export function* clusters(question: Question, { eps_m, min_points }: ClustersParameters): Work<ClustersAnswer> {
  const { x, y, refused } = inStudy(question);
  yield { done: 0, of: 1 };
  const found = dbscan(x, y, { eps_m, minPoints: min_points, ...heard(question) });
  const middles = Array.from(found.sizes, () => ({ x: 0, y: 0 }));
  let alone = 0;
  for (let i = 0; i < x.length; i++) {
    const middle = middles[found.cluster[i]!];
    if (middle === undefined) alone++;
    else {
      const share = 1 / found.sizes[found.cluster[i]!]!;
      middle.x += x[i]! * share;
      middle.y += y[i]! * share;
    }
  }
  const described = found.areas.map(({ area_m2, rings }, at): Cluster => {
    const round = (ring: Float64Array): number[] => Array.from(ring, (metres) => Math.round(metres * 100) / 100);
    return { count: found.sizes[at]!, ...middles[at]!, area_m2, rings: rings.map(round) };
  });
  return { n: x.length, refused, clusters: described, alone };
}
