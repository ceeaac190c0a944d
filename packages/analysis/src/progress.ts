/** Told how much is done after each step of long work; answers false to stop. */
export type Progress = (done: number, of: number) => boolean;

/** Thrown by work that was told to stop and has nothing to show for what it did. */
export class Stopped extends Error {
  constructor() {
    super('stopped before it was done');
    this.name = 'Stopped';
  }
}

/** @throws {Stopped} when progress answers false */
export function tell(progress: Progress | undefined, done: number, of: number): void {
  if (progress?.(done, of) === false) throw new Stopped();
}
