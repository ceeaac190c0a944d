import { argon2id } from 'hash-wasm';
import { expect, it } from 'vitest';
import { answerOf, leadingZeroBits } from './answer.ts';

it('zero bits are counted from the first', () => {
  expect(leadingZeroBits(new Uint8Array([0x80, 0]))).toBe(0);
  expect(leadingZeroBits(new Uint8Array([0, 0x10, 0]))).toBe(11);
  expect(leadingZeroBits(new Uint8Array([0, 0]))).toBe(16);
});

it('a task is solved by the first number whose Argon2id, salted with the task and the flag’s key, has the zeros asked for', async () => {
  const work = { task: 'sigtuna-2026-11', memory_kib: 64, passes: 1, zero_bits: 4 };
  const answer = await answerOf({ work, key: 'KEY-1' });
  const zerosOf = async (n: number): Promise<number> => {
    const hash = await argon2id({
      ...{
        password: String(n),
        salt: new TextEncoder().encode('sigtuna-2026-11 key-1'),
        iterations: 1,
        parallelism: 1,
      },
      ...{ memorySize: 64, hashLength: 32, outputType: 'binary' },
    });
    return leadingZeroBits(hash);
  };
  expect(await zerosOf(answer)).toBeGreaterThanOrEqual(4);
  for (let n = 0; n < answer; n++) expect(await zerosOf(n)).toBeLessThan(4);
});
