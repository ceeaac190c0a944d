/** What a square is: its south-west corner and side. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/**
 * Which square does each lie in? Squares lie on the grid of their side, and a smaller side divides a larger one.
 *
 * @param squares  n squares, each once
 * @returns n places of the smallest larger square around each; -1 where there is none
 *
 * O(squares × sides).
 */
export function parentsOf(squares: readonly Square[]): Int32Array {
  const sides = [...new Set(squares.map(({ side }) => side))].sort((a, b) => a - b);
  const at = new Map(sides.map((side) => [side, new Map<string, number>()]));
  for (const [i, { x, y, side }] of squares.entries()) at.get(side)!.set(`${x} ${y}`, i);
  return Int32Array.from(squares, ({ x, y, side }) => {
    for (const larger of sides) {
      if (larger <= side) continue;
      const found = at.get(larger)!.get(`${Math.floor(x / larger) * larger} ${Math.floor(y / larger) * larger}`);
      if (found !== undefined) return found;
    }
    return -1;
  });
}

/** Ground of each square that no smaller one in it tells of, in the sides' unit squared. */
export function ownGround(squares: readonly Square[], parents: Int32Array): Float64Array {
  const own = Float64Array.from(squares, ({ side }) => side * side);
  squares.forEach(({ side }, i) => {
    if (parents[i]! >= 0) own[parents[i]!]! -= side * side;
  });
  return own;
}
