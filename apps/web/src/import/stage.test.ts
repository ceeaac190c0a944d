import { describe, expect, it } from 'vitest';
import { importOfTest, previewOfTest, question } from './import.testing.ts';
import { after, type ImportEvent, type ImportStage, keepsFiles, NOTHING } from './stage.ts';

const file = { name: 'brott.csv', bytes: 1000 };
const other = { name: 'annan.csv', bytes: 5 };
const play = (...events: ImportEvent[]): ImportStage => events.reduce(after, NOTHING);
const dropped: ImportEvent = { type: 'dropped', files: [file] };
const heard = (change: Parameters<typeof importOfTest>[0] = {}): ImportEvent => ({
  type: 'heard',
  held: importOfTest(change),
});

describe('a file on its way in', () => {
  it('opens the panel and counts the bytes that have gone', () => {
    const stage = play(dropped, { type: 'sent', bytes: 400 });
    expect(stage).toMatchObject({ shown: true, phase: 'sending', sent: 400, file });
  });

  it('stays to be sent again when it did not arrive', () => {
    expect(play(dropped, { type: 'refused', problem: 'För stor.' })).toMatchObject({
      phase: 'unsent',
      file,
      problem: 'För stor.',
    });
  });

  it('is the first of those that were dropped; the others stand in line', () => {
    const stage = play({ type: 'dropped', files: [file, other] });
    expect(stage).toMatchObject({ phase: 'sending', file, queue: [other] });
    const later = after(after(stage, heard({ state: 'done' })), { type: 'turn' });
    expect(later).toMatchObject({ phase: 'sending', file: other, queue: [], held: null });
  });

  it('is lost with the page until the server has it, and so is whatever stands in line', () => {
    expect(keepsFiles(NOTHING)).toBe(false);
    expect(keepsFiles(play(dropped))).toBe(true);
    expect(keepsFiles(play(dropped, heard()))).toBe(false);
    expect(keepsFiles(play(dropped, heard(), { type: 'dropped', files: [other] }))).toBe(true);
    expect(keepsFiles(play({ type: 'dropped', files: [file, other] }, heard({ state: 'running' })))).toBe(true);
  });

  it('does not push aside one that waits for answers: the person is asked', () => {
    const stage = play(dropped, heard(), { type: 'dropped', files: [other] });
    expect(stage.next).toEqual([other]);
    expect(stage.held?.file_name).toBe('brott.csv');
    expect(after(stage, { type: 'kept' })).toMatchObject({ next: [], queue: [] });
    expect(after(stage, { type: 'queued' })).toMatchObject({ next: [], queue: [other] });
  });

  it('waits its turn while rows go in, and keeps it when the panel is put away', () => {
    const stage = play(dropped, heard({ state: 'running' }), { type: 'dropped', files: [other] }, { type: 'put_away' });
    expect(stage).toMatchObject({ next: [], queue: [other], shown: false });
    const over = after(after(stage, heard({ state: 'done' })), { type: 'put_away' });
    expect(over).toMatchObject({ phase: 'none', queue: [other] });
  });

  it('takes the place of one that is over', () => {
    const stage = play(dropped, heard({ state: 'done' }), { type: 'dropped', files: [other] });
    expect(stage).toMatchObject({ phase: 'sending', file: other, held: null, next: [] });
  });
});

describe('what stands while the file is looked through again', () => {
  it('is the last whole survey, not the half-made one', () => {
    const stage = play(dropped, heard(), heard({ state: 'reading', sentence: 'Filen läses.', preview: null }));
    expect(stage.surveyed?.sentence).toBe('90 av 100 rader går att läsa in.');
    expect(stage.held?.state).toBe('reading');
  });

  it('keeps the proposed area when another is tried', () => {
    const new_area = {
      slug: 'avon',
      names: { sv: 'Avon' },
      time_zone: 'Europe/London',
      srid: 27700,
      outline: null,
    };
    const stage = play(dropped, heard({ municipality: null, new_area }), heard({ municipality: 'sigtuna' }));
    expect(stage.proposed).toEqual(new_area);
  });

  it('keeps a question that its answer has settled, in its place', () => {
    const both = [
      question('date_order', [
        ['dmy', true],
        ['mdy', false],
      ]),
      question('source', [['open', true]]),
    ];
    const stage = play(dropped, heard({ questions: both }), heard({ questions: [both[1]!] }));
    expect(stage.asked.map(({ key }) => key)).toEqual(['date_order', 'source']);
  });

  it('lets go of a crowded coordinate that the file no longer shows', () => {
    const crowded = [{ key: '1,2', lon: 17, lat: 59, rows: 20, share: 0.2 }];
    const asked = question('crowded', [
      ['accept', false],
      ['coarsen', true],
    ]);
    const before = play(dropped, heard({ questions: [asked], preview: previewOfTest({ crowded }) }));
    expect(before.asked.map(({ key }) => key)).toEqual(['crowded:1,2']);
    expect(after(before, heard()).asked).toEqual([]);
  });
});

describe('putting it away', () => {
  it('keeps an import that goes on', () => {
    expect(play(dropped, heard({ state: 'running' }), { type: 'put_away' })).toMatchObject({
      shown: false,
      phase: 'held',
    });
  });

  it('forgets one that is over', () => {
    expect(play(dropped, heard({ state: 'done' }), { type: 'put_away' })).toEqual(NOTHING);
  });
});
