import type { Dialogue } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../api.ts';
import { deliver, judge } from './delivery.ts';
import { dialogueOf, emptyDraft, newMark } from './draft.ts';
import { memoryShelf, type Outgoing, type Shelf } from './kept.ts';

const OWN = { area: 'sigtuna', whose: 'anna' };
const draft = {
  ...{ ...emptyDraft('2026-11-26'), group: 'pupils' as const, took_part: '24' },
  marks: [newMark('a', { type: 'Point', coordinates: [17.85, 59.62] }, 'unsafe')],
};
const outgoing = (key: string, owned = OWN): Outgoing => ({
  ...{ ...owned, key, draft, dialogue: dialogueOf(draft), refused: null },
});
const said = (status: number, code = 'x'): ApiProblem =>
  new ApiProblem({ type: `urn:${code}`, code, status, title: code, detail: 'Nej.' });
const arrived = async (): Promise<Dialogue> => ({ held_on: draft.held_on, marks: [] }) as unknown as Dialogue;
async function shelfWith(...all: Outgoing[]): Promise<Shelf> {
  const shelf = memoryShelf();
  for (const one of all) await shelf.keepOutgoing(one);
  return shelf;
}

describe('meetings on their way', () => {
  it('are sent each by its key, and forgotten here once they have arrived', async () => {
    const shelf = await shelfWith(outgoing('a'), outgoing('b'));
    const keys: string[] = [];
    const turn = await deliver(shelf, OWN, ({ key }) => {
      keys.push(key);
      return arrived();
    });
    expect([keys, turn.sent.length, await shelf.outgoing(OWN)]).toEqual([['a', 'b'], 2, []]);
  });

  it('of another person, or of another area, stay', async () => {
    const shelf = await shelfWith(outgoing('a', { ...OWN, whose: 'bo' }), outgoing('b', { ...OWN, area: 'avon' }));
    const turn = await deliver(shelf, OWN, () => Promise.reject(new Error('sent')));
    expect(turn).toMatchObject({ sent: [], waiting: 0 });
    expect(await shelf.unsent('bo')).toBe(1);
  });

  it('wait without contact, and keep their keys', async () => {
    const shelf = await shelfWith(outgoing('a'), outgoing('b'));
    expect(await deliver(shelf, OWN, () => Promise.reject(said(0, 'unreachable')))).toMatchObject({ waiting: 2 });
    expect((await shelf.outgoing(OWN)).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('that are refused keep the reason and all that was typed, aren’t sent again, and can be the draft again', async () => {
    const shelf = await shelfWith(outgoing('a'));
    const { refused } = await deliver(shelf, OWN, () => Promise.reject(said(400)));
    expect(refused[0]).toMatchObject({ key: 'a', refused: 'Nej.', draft });
    await deliver(shelf, OWN, () => Promise.reject(new Error('sent again')));
    await shelf.reopen(refused[0]!);
    expect([await shelf.draft(OWN), await shelf.outgoing(OWN)]).toEqual([draft, []]);
  });
});

it.each([
  [0, 'unreachable', true],
  [401, 'session_over', true],
  [409, 'resend_under_way', true],
  [503, 'starting', true],
  [403, 'not_permitted', false],
  [422, 'resend_other', false],
])('after %d %s it is sent again: %s', (status, code, again) => {
  expect(judge(said(status, code))).toMatchObject({ again });
});

it('lets a fault of our own be seen', () => {
  expect(judge(new TypeError('ours'))).toBeNull();
});

it('a draft becomes a meeting on its way or stays one, and goes with its owner', async () => {
  const shelf = memoryShelf();
  await shelf.keepDraft(OWN, draft);
  expect(await shelf.unsent('anna')).toBe(1);
  await shelf.dispatch(outgoing('a'));
  expect(await shelf.draft(OWN)).toBeNull();
  expect(await shelf.unsent('anna')).toBe(1);
  await shelf.forgetAll('anna');
  expect(await shelf.unsent('anna')).toBe(0);
});
