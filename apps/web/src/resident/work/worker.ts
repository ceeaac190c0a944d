import type { FlagWork } from '@lagesbild/contract';
import { answerOf } from './answer.ts';

self.onmessage = async ({ data }: MessageEvent<FlagWork>) => self.postMessage(await answerOf(data));
