import type { AskedWork } from './answer.ts';

/** Solves a task beside the page, so that it goes on answering. What it takes is fetched only then. */
export function solveWork(asked: AskedWork): Promise<number> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<number>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => done(data);
    worker.onerror = ({ message }) => fail(new Error(message));
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}
