import type { NeighbourLists, zone } from '@lagesbild/analysis';
import type { Highs } from 'highs';
import { solve } from './solver.ts';

/** Times that zones in pieces are forbidden before it is given up. */
const CUTS_MAX = 60;

export interface ExactBalanced {
  /** no balanced partition that hangs together costs less; Infinity: there is none */
  readonly bound: number;
  /** per cell its zone, of a partition that costs no more than that; null where the time ended before */
  readonly zoneOf: Int32Array | null;
}

/**
 * The cheapest balanced partition that hangs together, by branch and cut: x_ij gives cell i to the middle j. Pieces that are cut off
 * from their middle are forbidden when they are seen, since some cell round such a piece must be in the zone as well.
 */
export function exactBalanced(
  highs: Highs,
  ground: zone.PartitionGround,
  { zones, range }: { zones: number; range: zone.WorkRange },
  seconds: number,
  wanted: () => boolean,
): ExactBalanced {
  const { work, pull, distance } = ground;
  const n = work.length;
  const all = [...work.keys()];
  const x = (i: number, j: number): string => `x${i}_${j}`;
  const load = (j: number, own: number): string =>
    all
      .map((i) => `+ ${work[i]! - (i === j ? own : 0)} ${x(i, j)}`)
      .join('\n')
      .replaceAll('+ -', '- ');
  const rows = [
    ...all.map((i) => `one${i}: ${all.map((j) => `+ ${x(i, j)}`).join('\n')} = 1`),
    ...all.flatMap((j) => all.flatMap((i) => (i === j ? [] : [`open${i}_${j}: ${x(i, j)} - ${x(j, j)} <= 0`]))),
    ...all.map((j) => `most${j}: ${load(j, range.most)} <= 0`),
    ...all.map((j) => `least${j}: ${load(j, range.least)} >= 0`),
    `many: ${all.map((j) => `+ ${x(j, j)}`).join('\n')} = ${zones}`,
  ];
  const objective = all.flatMap((i) => all.map((j) => `+ ${pull[i]! * distance[i * n + j]!} ${x(i, j)}`));
  const cuts: string[] = [];
  const end = performance.now() + 1000 * seconds;
  let bound = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < CUTS_MAX; round++) {
    const left = (end - performance.now()) / 1000;
    if (left <= 0 || !wanted()) break;
    const program = [
      ...['Minimize', 'obj:', ...objective, 'Subject To', ...rows, ...cuts],
      ...['Binaries', ...all.flatMap((i) => all.map((j) => x(i, j))), 'End'],
    ].join('\n');
    const solved = solve(highs, program, left, wanted);
    if (solved.status === 'infeasible') return { bound: Number.POSITIVE_INFINITY, zoneOf: null };
    bound = Math.max(bound, solved.bound);
    if (solved.status !== 'optimal' || solved.values === null) break;
    const { values } = solved;
    const middleOf = Int32Array.from(all, (i) => all.find((j) => values[i * n + j]! > 0.5)!);
    const more = cutOff(ground.graph, middleOf).flatMap((piece) => cutsOf(ground.graph, piece, x));
    if (more.length === 0) {
      const middles = [...new Set(middleOf)].sort((a, b) => a - b);
      return { bound, zoneOf: middleOf.map((middle) => middles.indexOf(middle)) };
    }
    for (const cut of more) cuts.push(`cut${cuts.length}: ${cut}`);
  }
  return { bound, zoneOf: null };
}

/** The pieces of zones that their middle isn't in. */
function cutOff({ starts, cells }: NeighbourLists, middleOf: Int32Array): number[][] {
  const seen = new Uint8Array(middleOf.length);
  const pieces: number[][] = [];
  for (let first = 0; first < middleOf.length; first++) {
    if (seen[first] === 1) continue;
    seen[first] = 1;
    const piece = [first];
    for (const cell of piece)
      for (let k = starts[cell]!; k < starts[cell + 1]!; k++) {
        const next = cells[k]!;
        if (seen[next] === 1 || middleOf[next] !== middleOf[first]) continue;
        seen[next] = 1;
        piece.push(next);
      }
    if (!piece.includes(middleOf[first]!)) pieces.push(piece);
  }
  return pieces;
}

/** Whatever middle outside a piece has one of its cells, has a cell beside the piece as well: the way there leads through one. */
function cutsOf({ starts, cells }: NeighbourLists, piece: number[], x: (i: number, j: number) => string): string[] {
  const beside = new Set(piece.flatMap((cell) => [...cells.subarray(starts[cell]!, starts[cell + 1]!)]));
  for (const cell of piece) beside.delete(cell);
  const outside = Array.from({ length: starts.length - 1 }, (_, j) => j).filter((j) => !piece.includes(j));
  return outside.flatMap((j) =>
    piece.map((i) => `${x(i, j)} ${[...beside].map((k) => `- ${x(k, j)}`).join('\n')} <= 0`),
  );
}
