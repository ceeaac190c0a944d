import type { Municipality, Tally } from '@lagesbild/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Places } from '../api.ts';
import { ServerEngine } from './server-engine.ts';

const municipality = {
  slug: 'sverige',
  proj4: '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs',
  data: { version: 4, incidents: 5_000_000 },
} as Municipality;
const places: Places = { type: 'FeatureCollection', features: [] };
const tally: Tally = {
  ...{ data_version: 4, total: 5_000_000, n: 12, mapped: 12, first_day: '2026-01-01', days: [12] },
  left_out: { discovery: 0, hourless: 0, coarse: 0 },
  hours: new Array(168).fill(0),
  categories: {},
  places: {},
};

/** Answers by the first part of the path that fits; collects what was asked. */
function serve(answers: Record<string, () => Response>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const found = Object.entries(answers).find(([part]) => path.includes(part));
    if (found === undefined) throw new TypeError('Failed to fetch');
    return found[1]();
  });
  return asked;
}
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

afterEach(() => vi.unstubAllGlobals());

describe('the engine of an area too big for a browser', () => {
  it('asks the api for the counts, and for tiles under the same filter and version', async () => {
    const asked = serve({
      '/tally': () => Response.json(tally),
      '/tiles/': () => new Response(new Uint8Array([1, 2, 3])),
    });
    const engine = new ServerEngine(municipality, places);
    engine.setFilter({ from: '2026-01-01', hours: { start: 22, end: 2 } });
    await soon();
    expect(engine.tally?.n).toBe(12);
    expect(engine.state).toMatchObject({ phase: 'ready', origin: 'server', dataVersion: 4, problem: null });
    expect(Array.from(await engine.tile(12, 2250, 1196))).toEqual([1, 2, 3]);
    expect(asked.at(-2)).toBe('/api/sverige/incidents/tally?from=2026-01-01&hod=22-02');
    expect(asked.at(-1)).toBe('/tiles/sverige/incidents/12/2250/1196.mvt?from=2026-01-01&hod=22-02&v=4');
    engine.dispose();
  });
  it('reads a surface, and refuses one that is cut off', async () => {
    const head = { west_m: 650_000, south_m: 6_600_000, cell_m: 100, columns: 2, rows: 2, peak: 4 };
    const body = (values: number[]): Response =>
      new Response(Float32Array.from(values).buffer, { headers: { 'X-Density': JSON.stringify(head) } });
    let answer = body([1, 2, 3, 4]);
    const asked = serve({ '/density': () => answer, '/tally': () => Response.json(tally) });
    const engine = new ServerEngine(municipality, places);
    const request = { box: [650_000, 6_600_000, 650_200, 6_600_200], bandwidth_m: 200, cell_m: 5 } as const;
    const grid = await engine.density(request);
    expect(Array.from(grid.values)).toEqual([1, 2, 3, 4]);
    expect(grid.box).toEqual([650_000, 6_600_000, 650_200, 6_600_200]);
    const query = new URLSearchParams(asked.find((path) => path.includes('density'))!.split('?')[1]);
    expect(query.get('cell_m')).toBe('20.000');
    const [west, south, east, north] = query.get('bbox')!.split(',').map(Number) as [number, number, number, number];
    expect([west < east, south < north, Math.round(west), Math.round(south)]).toEqual([true, true, 18, 60]);
    answer = body([1, 2, 3]);
    await expect(engine.density(request)).rejects.toThrow('3 densities, 4 expected');
    engine.dispose();
  });
  it('lists what is under a click and the latest, as the api tells of them', async () => {
    const listed = { incident_id: 7, category: 'theft', occurred: '2026-03-02T21:15', duration_min: 0 };
    const words = { time_precision: 'hour', precision: 'segment', discovery: 'unknown' };
    const asked = serve({
      '/list': () => Response.json({ data_version: 4, n: 30, incidents: [{ ...listed, ...words }] }),
      '/tally': () => Response.json(tally),
    });
    const engine = new ServerEngine(municipality, places);
    engine.setFilter({ weekdays: [5] });
    await soon();
    const there = await engine.incidentsIn([17.8, 59.6, 17.8001, 59.60004], 100);
    expect(there).toEqual({
      total: 30,
      incidents: [
        {
          ...{ incident_id: 7, category: 'theft', minute: Date.UTC(2026, 2, 2, 21, 15) / 60_000, duration_min: 0 },
          ...{ time_precision: 1, precision: 1, discovery: 3 },
        },
      ],
    });
    const query = new URLSearchParams(asked.at(-1)!.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ dow: '5', bbox: '17.8000000,59.6000000,17.8001000,59.6000400', limit: '100', v: '4' },
    });
    expect(await engine.newest(50)).toEqual(there!.incidents);
    expect(asked.at(-1)).toBe('/api/sverige/incidents/list?dow=5&limit=50&v=4');
    engine.dispose();
  });
  it('keeps the last counts when the server goes away, and says so', async () => {
    let here = true;
    serve({
      '/tally': () => {
        if (!here) throw new TypeError('Failed to fetch');
        return Response.json(tally);
      },
    });
    const engine = new ServerEngine(municipality, places);
    await soon();
    here = false;
    engine.setFilter({ from: '2026-02-01' });
    await soon();
    expect(engine.tally?.n).toBe(12);
    expect(engine.state).toMatchObject({ phase: 'ready', problem: 'unreachable' });
    engine.dispose();
  });
  it('tells nothing of a place, and says why, when the server does not answer', async () => {
    const unreachable = (): never => {
      throw new TypeError('Failed to fetch');
    };
    serve({ '/tally': () => Response.json(tally), '/list': unreachable });
    const engine = new ServerEngine(municipality, places);
    await soon();
    expect(engine.state.problem).toBe(null);
    expect(await engine.incidentsIn([17.8, 59.6, 17.9, 59.7], 100)).toBe(null);
    await expect(engine.newest(50)).rejects.toThrow();
    expect(engine.state).toMatchObject({ phase: 'ready', problem: 'unreachable' });
    engine.dispose();
  });

  const trend = { s: 0, z: null, p: null, slope: null, low: null, high: null };
  const refused = { coarse: 0, outside: 0, dayless: 0, part_months: 0 };
  const found = { n: 3, refused, from: '2026-01', counts: [1, 2], trend, season: null };
  const said = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  const PARAMETERS = { months: 1, level: 0.95 };

  it('tells how far a method at the api is, and then what it found', async () => {
    const steps: unknown[] = [];
    const events = said('step', { done: 0, of: 2 }) + said('step', { done: 1, of: 2 }) + said('answer', found);
    const asked = serve({ '/tally': () => Response.json(tally), '/trend': () => new Response(events) });
    const engine = new ServerEngine(municipality, places);
    const options = { onStep: (step: unknown) => void steps.push(step) };
    expect(await engine.analyse('trend', { weekdays: [5] }, PARAMETERS, options)).toEqual(found);
    expect(steps).toEqual([
      { done: 0, of: 2 },
      { done: 1, of: 2 },
    ]);
    expect(asked).toContain('/api/sverige/analysis/trend?dow=5&months=1&level=0.95');
    engine.dispose();
  });
  it('says why a method gave no answer: in the api’s words, or that none came', async () => {
    const problem = { type: 'urn:x', code: 'busy', title: 'Upptagen', status: 503, detail: 'Försök om en stund.' };
    let events = said('step', { done: 0, of: 2 }) + said('problem', problem);
    serve({ '/tally': () => Response.json(tally), '/trend': () => new Response(events) });
    const engine = new ServerEngine(municipality, places);
    await expect(engine.analyse('trend', {}, PARAMETERS)).rejects.toMatchObject({
      code: 'busy',
      message: problem.detail,
    });
    events = said('step', { done: 0, of: 2 });
    await expect(engine.analyse('trend', {}, PARAMETERS)).rejects.toMatchObject({ code: 'unreachable' });
    engine.dispose();
  });
  it('gives a method up, with its request', async () => {
    let cancelled = false;
    const working = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(said('step', { done: 0, of: 2 }))),
      cancel: () => {
        cancelled = true;
      },
    });
    serve({ '/tally': () => Response.json(tally), '/trend': () => new Response(working) });
    const engine = new ServerEngine(municipality, places);
    const stop = new AbortController();
    const options = {
      signal: stop.signal,
      onStep: () => {
        stop.abort();
        throw new DOMException('aborted', 'AbortError'); // as fetch ends the body it was reading
      },
    };
    expect(await engine.analyse('trend', {}, PARAMETERS, options)).toBeNull();
    expect(cancelled).toBe(true);
    engine.dispose();
  });
});
