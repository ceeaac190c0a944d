import { NewDialogue } from '@lagesbild/contract';
import { expect, it } from 'vitest';
import { type Draft, dialogueOf, emptyDraft, felt, isBegun, lacks, newMark } from './draft.ts';

const TODAY = '2026-11-26';
const HERE = { type: 'Point' as const, coordinates: [17.85, 59.62] as [number, number] };
const WHOLE: Draft = {
  ...emptyDraft(TODAY),
  ...{ group: 'pupils', took_part: '24', notes: ' Om tunneln. ' },
  marks: [
    { ...newMark('a', HERE, 'unsafe'), reasons: ['drunk', 'dark'], times: ['night', 'evening'], strength: 2 },
    newMark('b', HERE, 'safe', 'valsta-centrum'),
  ],
};

it('an empty draft lacks all that has to be there, and isn’t begun', () => {
  expect(lacks(emptyDraft(TODAY), TODAY)).toEqual(['group', 'took_part', 'marks']);
  expect(isBegun(emptyDraft(TODAY))).toBe(false);
  expect(isBegun(WHOLE)).toBe(true);
});

it.each([
  ['took_part', { took_part: '0' }],
  ['took_part', { took_part: '2.5' }],
  ['took_part', { took_part: '10001' }],
  ['held_on', { held_on: '2026-11-27' }],
  ['held_on', { held_on: '' }],
])('%s is wrong in %j', (lack, change) => {
  expect(lacks({ ...WHOLE, ...change }, TODAY)).toEqual([lack]);
});

it('what is sent is a dialogue of the contract: the first reason weighs most, and a named place is known as an area', () => {
  const sent = dialogueOf(WHOLE);
  expect(NewDialogue.parse(sent)).toEqual(sent);
  expect(lacks(WHOLE, TODAY)).toEqual([]);
  expect(sent).toMatchObject({ took_part: 24, notes: 'Om tunneln.', held_on: TODAY });
  expect(sent.marks[0]).toMatchObject({
    ...{ reasons: ['dark', 'drunk'], weightiest: 'drunk', times: ['evening', 'night'], strength: 2 },
  });
  expect(sent.marks[0]).not.toHaveProperty('precision');
  expect(sent.marks[1]).toMatchObject({ precision: 'area', weightiest: null, reasons: [] });
});

it('another feeling takes only those reasons along that go with it', () => {
  const reasons = [
    { code: 'dark', names: null, feeling: 'unsafe' as const, publication_group: 3 },
    { code: 'well_lit', names: null, feeling: 'safe' as const, publication_group: 3 },
  ];
  const [mark] = WHOLE.marks;
  expect(felt({ ...mark!, reasons: ['dark'] }, 'safe', reasons)).toMatchObject({ feeling: 'safe', reasons: [] });
  expect(felt({ ...mark!, reasons: ['dark'] }, 'unsafe', reasons).reasons).toEqual(['dark']);
});
