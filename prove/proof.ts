/** What may be said of a run on the command line; a proof takes what it needs and has its own figures for the rest. */
export interface ProofOptions {
  /** How many times, of whatever the proof repeats. */
  n: number;
  /** How long, where it is about time. */
  seconds: number;
  seed: number;
  engines: readonly Engine[];
  /** A shorter form than what is promised. */
  short: boolean;
}
export type Engine = 'embedded' | 'server';

/** One line of the table. */
export interface ProofLine {
  /** The promise's number, as docs/reliability.md lists them. */
  promise: string;
  what: string;
  reached: string;
  wanted: string;
  /** null where it couldn't be tried, or is only told: neither kept nor broken. */
  kept: boolean | null;
}

/** A promise with its test. */
export interface Proof {
  /** Figures when nothing is said: the promise itself, and what a quick look has time for, if anything. */
  long: Partial<Record<'n' | 'seconds', number>>;
  short?: Partial<Record<'n' | 'seconds', number>>;
  run(options: ProofOptions): Promise<ProofLine[]>;
}

export const count = (n: number): string => n.toLocaleString('en');
