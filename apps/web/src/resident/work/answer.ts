import type { FlagWork } from '@lagesbild/contract';
import { argon2id } from 'hash-wasm';

/** How many bits are zero before the first that isn't. */
export function leadingZeroBits(bytes: Uint8Array): number {
  let zeros = 0;
  for (const byte of bytes) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24;
    zeros += 8;
  }
  return zeros;
}

/** A task, and the key of the flag that it is solved for. */
export interface AskedWork {
  work: FlagWork;
  key: string;
}

/** The first number that solves a task for a flag. */
export async function answerOf({ work, key }: AskedWork): Promise<number> {
  const { task, memory_kib, passes, zero_bits } = work;
  const salt = new TextEncoder().encode(`${task} ${key.toLowerCase()}`);
  for (let answer = 0; ; answer++) {
    const hash = await argon2id({
      password: String(answer),
      salt,
      iterations: passes,
      memorySize: memory_kib,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    });
    if (leadingZeroBits(hash) >= zero_bits) return answer;
  }
}
