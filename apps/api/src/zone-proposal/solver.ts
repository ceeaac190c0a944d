import loadHighs, { type Highs } from 'highs';

let loaded: Promise<Highs> | null = null;

/** HiGHS, read in once a thread. */
export const solver = (): Promise<Highs> => (loaded ??= loadHighs());

/** What HiGHS made of a program with whole numbers. */
export interface Solved {
  /** values of its columns, in the order they stand in the objective; null where it found none */
  readonly values: Float64Array | null;
  /** no solution is better than this */
  readonly bound: number;
  readonly status: 'optimal' | 'infeasible' | 'ended';
}

/**
 * Solves a program in CPLEX's LP format.
 * @param wanted  asked while it works; false ends it with what it has
 */
export function solve(highs: Highs, program: string, seconds: number, wanted: () => boolean): Solved {
  return highs.withModel({ format: 'lp', data: program }, (model): Solved => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 1e-9 });
    model.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        if (!wanted()) event.interrupt();
      },
    });
    const { optimal, infeasible } = highs.constants.modelStatus;
    const found = model.getModelStatus();
    const isFound = Number(model.info.get('primal_solution_status')) === 2;
    return {
      values: isFound ? Float64Array.from(model.getSolution().colValue) : null,
      bound: Number(model.info.get('mip_dual_bound')),
      status: found === optimal ? 'optimal' : found === infeasible ? 'infeasible' : 'ended',
    };
  });
}
