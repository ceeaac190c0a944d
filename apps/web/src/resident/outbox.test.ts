import type { FlagReceipt, NewFlag } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { memoryShelf, type Outgoing, type Shelf } from './kept.ts';
import { type Delivery, deliver } from './outbox.ts';
import { Refusal, Unreachable } from './wire.ts';

const flag: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'valsta-centrum' } },
  ...{ reasons: ['dark'], weightiest: 'dark', times: ['evening'], days: 'both' },
};
const receipt: FlagReceipt = { receipt: 'bali-kuna-mira-sula-tila-nuka', answer_days: 3 };

async function shelfWith(...keys: string[]): Promise<Shelf> {
  const shelf = memoryShelf();
  for (const key of keys) await shelf.keepOutgoing({ key, area: 'sigtuna', flag, refused: null });
  return shelf;
}
const refusal = (status: number, retryAfter: string | null = null): Refusal =>
  new Refusal(status, { code: 'x', detail: 'Nej.' }, retryAfter);
const sending = (shelf: Shelf, send: (one: Outgoing, flag: NewFlag) => Promise<FlagReceipt>): Promise<Delivery> =>
  deliver({
    ...{ shelf, area: 'sigtuna', send, solve: async () => 42 },
    fetchWork: async () => ({ task: 'task', memory_kib: 8, passes: 1, zero_bits: 1 }),
  });

describe('the outbox', () => {
  it('sends each by its key, and keeps it until its receipt has been seen', async () => {
    const shelf = await shelfWith('a', 'b');
    const keys: string[] = [];
    const delivery = await sending(shelf, async ({ key }) => {
      keys.push(key);
      return receipt;
    });
    expect(keys).toEqual(['a', 'b']);
    expect(delivery.sent.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(await shelf.outgoing('sigtuna')).toHaveLength(2);
    await shelf.forgetOutgoing('a');
    expect((await shelf.outgoing('sigtuna')).map(({ key }) => key)).toEqual(['b']);
  });

  it('sends nothing of another area', async () => {
    const delivery = await deliver({
      ...{ shelf: await shelfWith('a'), area: 'avon', solve: async () => 0 },
      send: () => Promise.reject(new Error('sent')),
    });
    expect(delivery).toEqual({ sent: [], refused: [], waiting: 0, afterS: null });
  });

  it('waits with all of them when nobody answers, and sends the same keys again', async () => {
    const shelf = await shelfWith('a', 'b');
    const delivery = await sending(shelf, () => Promise.reject(new Unreachable('cut')));
    expect(delivery).toMatchObject({ sent: [], waiting: 2, afterS: null });
    const keys: string[] = [];
    await sending(shelf, async ({ key }) => {
      keys.push(key);
      return receipt;
    });
    expect(keys).toEqual(['a', 'b']);
  });

  it.each([409, 429, 503])('waits as long as the server asks for after %d', async (status) => {
    const delivery = await sending(await shelfWith('a'), () => Promise.reject(refusal(status, '7')));
    expect(delivery).toMatchObject({ waiting: 1, refused: [], afterS: 7 });
  });

  it('keeps what was refused with its reason, and doesn’t send it again', async () => {
    const shelf = await shelfWith('a', 'b');
    const delivery = await sending(shelf, ({ key }) =>
      key === 'a' ? Promise.reject(refusal(400)) : Promise.resolve(receipt),
    );
    expect(delivery.refused.map(({ key, refused }) => [key, refused])).toEqual([['a', 'Nej.']]);
    expect(delivery.sent.map(({ key }) => key)).toEqual(['b']);
    const again = await sending(shelf, ({ key }) =>
      key === 'a' ? Promise.reject(new Error('sent again')) : Promise.resolve(receipt),
    );
    expect(again.refused.map(({ key }) => key)).toEqual(['a']);
  });

  it('solves a task when the server asks for one, by the same key, and gives up after some', async () => {
    const sent: NewFlag[] = [];
    const delivery = await sending(await shelfWith('a'), async (_, given) => {
      sent.push(given);
      if (given.work === undefined) throw refusal(428);
      return receipt;
    });
    expect(sent).toEqual([flag, { ...flag, work: { task: 'task', answer: 42 } }]);
    expect(delivery.sent).toHaveLength(1);
    const endless = await sending(await shelfWith('a'), () => Promise.reject(refusal(428)));
    expect(endless.refused).toHaveLength(1);
  });

  it('lets a fault of our own be seen', async () => {
    await expect(sending(await shelfWith('a'), () => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
  });
});
