import { type AskedWork, answerOf } from './answer.ts';

self.onmessage = async ({ data }: MessageEvent<AskedWork>) => self.postMessage(await answerOf(data));
