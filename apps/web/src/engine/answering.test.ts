import type { Filter, Municipality, Tally } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { type Answer, Answering } from './answering.ts';

const counts = (n: number): Tally => ({
  data_version: 1,
  total: 100,
  n,
  mapped: n,
  left_out: { discovery: 0, hourless: 0, coarse: 0 },
  first_day: null,
  days: [],
  hours: new Array(168).fill(0),
  categories: {},
  places: {},
});

class Slow extends Answering {
  asked: Filter[] = [];
  failures: unknown[] = [];
  here = true;
  private waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];

  constructor() {
    super({} as Municipality, { type: 'FeatureCollection', features: [] } as Places, 60_000);
  }
  protected get answerable(): boolean {
    return this.here;
  }
  protected question(filter: Filter): Promise<Answer> {
    this.asked.push(filter);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
  protected questionFailed(error: unknown): void {
    this.failures.push(error);
  }
  async analyse(): Promise<null> {
    return null;
  }
  weigh(): void {}
  async answerNext(n: number): Promise<void> {
    this.waiting.shift()!.resolve({ tally: counts(n), worker_ms: 1 });
    await new Promise((resolve) => setTimeout(resolve));
  }
  async failNext(): Promise<void> {
    this.waiting.shift()!.reject(new Error('no'));
    await new Promise((resolve) => setTimeout(resolve));
  }
  rowsChanged(): void {
    this.ask();
  }
  override tallyOf = async (): Promise<null> => null;
  override tile = async (): Promise<Uint8Array> => new Uint8Array(0);
  override density = async (): Promise<null> => null;
  protected override measure = async (): Promise<null> => null;
  override hear = (): void => {};
  override inhabit = (): void => {};
  override incidentsIn = async (): Promise<null> => null;
  override newest = async (): Promise<[]> => [];
  override rows = async (): Promise<[]> => [];
  override refresh = async (): Promise<void> => {};
}

const day = (d: number): Filter => ({ from: `2026-01-0${d}` });

describe('an engine', () => {
  it('asks the newest question next and never the ones it overtook', async () => {
    const engine = new Slow();
    for (const d of [1, 2, 3, 4]) engine.setFilter(day(d));
    expect(engine.asked).toEqual([day(1)]);
    await engine.answerNext(1);
    expect(engine.asked).toEqual([day(1), day(4)]);
    await engine.answerNext(4);
    expect(engine.tally?.n).toBe(4);
    expect(engine.filter).toEqual(day(4));
    expect(engine.asked.length).toBe(2);
  });
  it('raises the generation with every answer, and tells its listeners then', async () => {
    const engine = new Slow();
    const told: number[] = [];
    engine.subscribe(() => told.push(engine.generation));
    engine.setFilter(day(1));
    await engine.answerNext(1);
    engine.setFilter(day(2));
    await engine.answerNext(2);
    expect(told).toEqual([1, 2]);
  });
  it('does not ask the same question twice, unless the rows changed', async () => {
    const engine = new Slow();
    engine.setFilter(day(1));
    await engine.answerNext(1);
    engine.setFilter({ ...day(1) });
    expect(engine.asked.length).toBe(1);
    engine.rowsChanged();
    expect(engine.asked).toEqual([day(1), day(1)]);
  });
  it('keeps a question until rows are here', async () => {
    const engine = new Slow();
    engine.here = false;
    engine.setFilter(day(1));
    expect(engine.asked).toEqual([]);
    engine.here = true;
    engine.rowsChanged();
    expect(engine.asked).toEqual([day(1)]);
  });
  it('keeps the last answer when a question fails, and goes on with the next', async () => {
    const engine = new Slow();
    engine.setFilter(day(1));
    await engine.answerNext(7);
    engine.setFilter(day(2));
    engine.setFilter(day(3));
    await engine.failNext();
    expect(engine.tally?.n).toBe(7);
    expect(engine.filter).toEqual(day(1));
    expect(engine.failures.length).toBe(1);
    expect(engine.asked.at(-1)).toEqual(day(3));
  });
  it('says nothing after it was disposed of', async () => {
    const engine = new Slow();
    let told = 0;
    engine.subscribe(() => told++);
    engine.setFilter(day(1));
    engine.dispose();
    await engine.answerNext(1);
    expect(told).toBe(0);
    expect(engine.tally).toBeNull();
  });
});
