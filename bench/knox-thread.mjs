// A thread's share of the permutations. It starts without the loader that reads TypeScript, and brings it.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { knoxPart } = await import('@lagesbild/analysis');
const { study, ...share } = workerData;
parentPort.postMessage(knoxPart(study, share));
