import { expect, test } from 'vitest';
import { ApiProblem, unreachable } from '../../api.ts';
import { deliver } from './delivery.ts';
import { emptyDraft, observationOf } from './draft.ts';
import { memoryShelf, type Outgoing } from './kept.ts';

const owned = { area: 'sigtuna', whose: 'anna' };
const of = { ...owned, walk_id: 'w' };
const draft = { ...emptyDraft('k1', 's', 19), feeling: 'unsafe' as const };
const SEEN: Outgoing = {
  ...{ ...of, key: 'k1', refused: null, kind: 'observation', observation: observationOf(draft), photos: [], draft },
};
const problem = (status: number, code: string): ApiProblem =>
  new ApiProblem({ type: `urn:${code}`, code, status, title: code, detail: `${code}.` });

test('what was seen goes in one step from the draft to what waits, and is forgotten when it has arrived', async () => {
  const shelf = memoryShelf();
  await shelf.keepDraft(of, draft);
  await shelf.dispatch(SEEN);
  expect([await shelf.draft(of), await shelf.unsent('anna'), await shelf.unsent('bo')]).toEqual([null, 1, 0]);
  const sent: string[] = [];
  await deliver(shelf, owned, async ({ key }) => void sent.push(key));
  expect([sent, await shelf.outgoing(owned)]).toEqual([['k1'], []]);
});

test('without contact or a session all of it waits, in its order; what is refused says why and can be opened again', async () => {
  const shelf = memoryShelf();
  await shelf.keepOutgoing(SEEN);
  await shelf.keepOutgoing({
    ...{ ...of, key: 'k2', refused: null, kind: 'revisit', observation_id: 'o' },
    revisit: { state: 'mended', on: '2026-09-01' },
  });
  for (const fault of [unreachable(new Error('off')), problem(503, 'busy'), problem(401, 'session_over')]) {
    const { waiting } = await deliver(shelf, owned, () => Promise.reject(fault));
    expect(waiting).toBe(2);
  }
  const turn = await deliver(shelf, owned, ({ kind }) =>
    kind === 'revisit' ? Promise.resolve() : Promise.reject(problem(404, 'walk_unknown')),
  );
  expect(turn.refused).toMatchObject([{ key: 'k1', refused: 'walk_unknown.' }]);
  const [left] = await shelf.outgoing(owned);
  await shelf.reopen(left as Outgoing & { kind: 'observation' });
  expect([await shelf.draft(of), await shelf.outgoing(owned)]).toEqual([draft, []]);
});
