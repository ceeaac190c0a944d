/** Told how much is done after each step of long work; answers false to stop. */
export type Progress = (done: number, of: number) => boolean;

/** Thrown by work that was told to stop and has nothing to show for what it did. */
export class Stopped extends Error {
  constructor() {
    super('stopped before it was done');
    this.name = 'Stopped';
  }
}

/** Small steps between two times that progress is told. */
const STEPS = 1 << 12;

/** Tells progress every few thousand of small steps, and at the end. @throws {Stopped} when it answers false */
export function tell(progress: Progress | undefined, done: number, of: number): void {
  if (progress !== undefined && (done % STEPS === 0 || done === of) && !progress(done, of)) throw new Stopped();
}
