/** Told how much is done after each step of long work; answers false to stop. */
export type Progress = (done: number, of: number) => boolean;
