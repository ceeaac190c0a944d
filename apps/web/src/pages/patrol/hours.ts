/** The hours in a row that hold most, the earliest where several do; the day is a circle. */
export function busiestHours(hours: readonly number[], length: number): { from: number; to: number; n: number } {
  let best = { from: 0, to: length % 24, n: -1 };
  for (let from = 0; from < 24; from++) {
    const n = Array.from({ length }, (_, i) => hours[(from + i) % 24]!).reduce((sum, one) => sum + one, 0);
    if (n > best.n) best = { from, to: (from + length) % 24, n };
  }
  return best;
}
