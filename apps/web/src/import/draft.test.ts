import { describe, expect, it } from 'vitest';
import { answer, answerOf, areaOf, decisionOf, unanswered, withCategory, withColumn } from './draft.ts';
import { importOfTest, mappingOfTest, previewOfTest, question } from './import.testing.ts';
import { after, type ImportStage, NOTHING } from './stage.ts';

const staged = (change: Parameters<typeof importOfTest>[0] = {}): ImportStage =>
  after(NOTHING, { type: 'heard', held: importOfTest(change) });
const edited = (stage: ImportStage, draft: Partial<ImportStage['draft']>): ImportStage =>
  after(stage, { type: 'edited', draft });
const avon = { slug: 'avon', names: { sv: 'Avon' }, time_zone: 'Europe/London', srid: 27700, outline: null };
const crowded = [{ key: '17.1,59.2', lon: 17.1, lat: 59.2, rows: 20, share: 0.2 }];

describe('a mapping edited', () => {
  it('reads a field from another column, or from none', () => {
    expect(withColumn(mappingOfTest(), 'category', 'Typ').columns.category).toBe('Typ');
    expect(withColumn(mappingOfTest(), 'category', '').columns).not.toHaveProperty('category');
  });

  it('makes points of rows that get a place, and no points of rows that lose theirs', () => {
    const placeless = withColumn(mappingOfTest({ precision: 'segment' }), 'x', '');
    expect(placeless.precision).toBe('municipality');
    expect(withColumn(placeless, 'x', 'E').precision).toBe('point');
    expect(withColumn(mappingOfTest({ precision: 'segment' }), 'x', 'Lon').precision).toBe('segment');
  });

  it('gives a value a category and takes it away again', () => {
    const given = withCategory(mappingOfTest(), 'Rån', 'robbery');
    expect(given.categories).toEqual({ Rån: 'robbery' });
    expect(withCategory(given, 'Rån', '').categories).toEqual({});
  });
});

describe('a question', () => {
  it('is answered by its recommended option until the person says else', () => {
    const order = question('date_order', [
      ['dmy', true],
      ['mdy', false],
    ]);
    const stage = staged({ questions: [order], mapping: mappingOfTest({ date_order: 'dmy' }) });
    const [asked] = stage.asked;
    expect(answerOf(stage, asked!)).toBe('dmy');
    const said = edited(stage, answer(stage, asked!, 'mdy'));
    expect(answerOf(said, asked!)).toBe('mdy');
    expect(decisionOf(said, 'looking').mapping?.date_order).toBe('mdy');
  });

  it('without a recommendation stays open, whatever the guess holds', () => {
    const stage = staged({
      questions: [
        question('srid', [
          ['3006', false],
          ['3011', false],
        ]),
      ],
    });
    expect(unanswered(stage).map(({ key }) => key)).toEqual(['srid']);
    expect(unanswered(edited(stage, answer(stage, stage.asked[0]!, '3006')))).toEqual([]);
  });

  it('about local time sets the offset aside', () => {
    const stage = staged({
      questions: [
        question('time_zone', [
          ['local', true],
          ['offset', false],
        ]),
      ],
    });
    expect(answer(stage, stage.asked[0]!, 'local').mapping?.ignore_offset).toBe(true);
    expect(answer(stage, stage.asked[0]!, 'offset').mapping?.ignore_offset).toBe(false);
  });

  it('about a missing date column is open until a column is chosen', () => {
    const columns = { x: 'E', y: 'N' };
    const stage = staged({ questions: [question('columns', [['Datum', false]])], mapping: mappingOfTest({ columns }) });
    expect(stage.asked[0]?.key).toBe('columns:occurred_from');
    expect(unanswered(stage)).toHaveLength(1);
    expect(unanswered(edited(stage, answer(stage, stage.asked[0]!, 'Datum')))).toEqual([]);
  });
});

describe('the decision', () => {
  it('says nothing while nothing is changed', () => {
    expect(decisionOf(staged(), 'looking')).toEqual({});
    expect(decisionOf(staged(), 'starting')).toEqual({});
  });

  it('carries the preselected answer about a crowded coordinate when the import starts', () => {
    const asked = question('crowded', [
      ['accept', false],
      ['coarsen', true],
      ['leave_out', false],
    ]);
    const stage = staged({ questions: [asked], preview: previewOfTest({ crowded }) });
    expect(decisionOf(stage, 'looking')).toEqual({});
    expect(decisionOf(stage, 'starting').mapping?.crowded).toEqual({ '17.1,59.2': 'coarsen' });
  });

  it('leaves an untouched proposal to follow the mapping, and sends a corrected one at the start', () => {
    const stage = staged({ municipality: null, new_area: avon });
    expect(areaOf(stage)).toBe('');
    expect(decisionOf(stage, 'starting')).toEqual({});
    const named = edited(stage, { area_edits: { names: { sv: 'Bristol' } } });
    expect(decisionOf(named, 'looking')).toEqual({});
    expect(decisionOf(named, 'starting').new_area).toEqual({ ...avon, names: { sv: 'Bristol' } });
  });

  it('names an existing area instead of the proposed one, and back', () => {
    const stage = edited(staged({ municipality: null, new_area: avon }), { area: 'sigtuna' });
    expect(decisionOf(stage, 'looking')).toEqual({ municipality: 'sigtuna' });
    expect(decisionOf(edited(stage, { area: '' }), 'looking')).toEqual({ new_area: avon });
  });

  it('tells the source only when all is settled', () => {
    const source = { slug: 'brott', name: 'Brott 2025', kind: 'municipal' as const, licence: null };
    const stage = edited(staged(), { source });
    expect(decisionOf(stage, 'looking')).toEqual({});
    expect(decisionOf(stage, 'starting')).toEqual({ source });
  });
});
