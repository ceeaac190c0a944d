import { Problem, ZoneProposal } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

vi.setConfig({ testTimeout: 180_000 }); // on a machine that may be busy

/** Corners are told to a centimetre, along kilometres of edges. */
const ALONG_EDGES_M2 = 25;

let database: Database;
let app: RoomApp;
/** categories of 2 and 365.5, and one without a weight */
let [light, heavy, weightless] = ['', '', ''];

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  const random = seeded(7);
  const some = makeIncidents(2500, random, categories.slice(0, 12));
  const planted = makeIncidents(300, random, categories.slice(0, 12)).map((incident, i) => ({
    ...incident,
    ...{ precision: 'point', report: null, discovery: i % 3 === 0 ? 'police_discovered' : 'resident_reported' },
    lon: Number((17.8613 + (random() - 0.5) * 0.004).toFixed(5)),
    lat: Number((59.6277 + (random() - 0.5) * 0.002).toFixed(5)),
  }));
  const all = [...some, ...planted];
  // A busy machine has the deadline of one statement, too.
  for (let at = 0; at < all.length; at += 200) await addIncidents(database, municipality_id, all.slice(at, at + 200));
  [light, heavy, weightless] = categories as [string, string, string];
  await database
    .knex('staff.offence_category')
    .where({ municipality_id })
    .whereIn('code', [light, heavy])
    .update({
      harm_source: 'of this test',
      harm_weight: database.knex.raw('case code when ? then 2 else 365.5 end', [light]),
    });
  app = await testApp(database);
});
afterAll(() => app?.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/sigtuna/zone-proposals/${url}`, headers: { 'accept-language': 'en', ...headers } });

async function proposal(url: string): Promise<ZoneProposal> {
  const response = await get(url);
  expect([response.statusCode, response.body.slice(0, 300)]).toEqual([200, response.body.slice(0, 300)]);
  return ZoneProposal.parse(response.json());
}

/** Of all outlines whether they are valid, and how many m² of each lie in others: edges are straight in the area’s CRS. */
async function measured({ proposals: [first] }: ZoneProposal) {
  const { rows } = await database.knex.raw<{ rows: { valid: boolean; overlap: number }[] }>(
    `with zone as (
       select ordinality as k, st_transform(st_setsrid(st_geomfromgeojson(o), 4326), 3006) as geom
       from unnest(cast(:outlines as text[])) with ordinality as t(o))
     select st_isvalid(a.geom) as valid,
       coalesce((select sum(st_area(st_intersection(a.geom, b.geom))) from zone b where b.k <> a.k), 0)::float8 as overlap
     from zone a order by a.k`,
    { outlines: first!.zones.map(({ outline }) => JSON.stringify(outline)) },
  );
  return rows;
}

describe('zones that hold most', () => {
  test('lie where incidents gather, are polygons that don’t overlap, and say how far from the best they are', async () => {
    const answer = await proposal('covering?zones=4&radius_m=200&cell_m=100');
    const [best, ...others] = answer.proposals;
    expect(answer).toMatchObject({ kind: 'covering', zones_asked: 4, none: null, police_discovered: false });
    expect(best!.zones).toHaveLength(4);
    expect(answer.bound! - best!.objective).toBeGreaterThanOrEqual(0);
    expect(best!.gap).toBeLessThan(0.02);
    expect(best!.zones.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(best!.objective);
    expect(best!.zones.some(({ middle: [lon, lat] }) => Math.hypot(lon - 17.8613, lat - 59.6277) < 0.004)).toBe(true);
    for (const { valid, overlap } of await measured(answer)) {
      expect(valid).toBe(true);
      expect(overlap).toBeLessThan(ALONG_EDGES_M2);
    }
    for (const other of others) expect(other.objective).toBeLessThanOrEqual(best!.objective);
    const tally = (await app.inject({ url: '/api/sigtuna/incidents/tally' })).json();
    expect(answer.n + answer.refused.coarse + answer.refused.outside).toBe(tally.n);
  });

  test('follow what the police found only when that is asked for, and then say so', async () => {
    const [own, all] = [await proposal('covering?zones=2'), await proposal('covering?zones=2&discovery=all')];
    expect([own.police_discovered, all.police_discovered]).toEqual([false, true]);
    expect(all.n).toBeGreaterThan(own.n);
    expect(own.n + own.not_with.n).toBeGreaterThanOrEqual(all.n); // rows of one report may have been found in both ways
    expect(own.not_with.categories.reduce((sum, { count }) => sum + count, 0)).toBe(own.not_with.n);
    expect(all.not_with).toEqual({ n: 0, categories: [] });
  });

  test('hold harm where that is asked for, and what has no weight is counted apart', async () => {
    const url = `covering?zones=2&cat=${light},${heavy},${weightless}`;
    const [harm, count] = [await proposal(`${url}&weight_by=harm`), await proposal(url)];
    const { categories } = (
      await app.inject({ url: `/api/sigtuna/analysis/harm?cat=${light},${heavy},${weightless}` })
    ).json();
    const told = new Map<string, { count: number; harm: number | null }>(
      categories.map((one: { category: string }) => [one.category, one]),
    );
    expect(harm.unweighted).toBe(told.get(weightless)!.count);
    expect(harm.unweighted).toBeGreaterThan(0);
    expect(harm.weight).toBeCloseTo(2 * told.get(light)!.count + 365.5 * told.get(heavy)!.count, 6);
    expect([harm.n, count.n, count.weight, count.unweighted]).toEqual([count.n, count.n, count.n, 0]);
    const [best] = harm.proposals;
    expect(best!.zones.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(best!.objective, 6);
    for (const { weight, share } of best!.zones) expect(share).toBeCloseTo(weight / harm.weight, 9);
    expect(best!.objective).toBeLessThanOrEqual(harm.bound! * (1 + 1e-9));
    const none = await proposal(`covering?cat=${weightless}&weight_by=harm`);
    expect([none.none!.why, none.weight]).toEqual(['no_weight', 0]);
    expect(none.n).toBe(none.unweighted);
  });

  test('are as many as minutes of presence are enough for', async () => {
    // 18 to 22 is four hours a day: two visits of 13 minutes, 182 a week.
    const answer = await proposal('covering?minutes=600&hod=18-22');
    expect(answer.presence).toEqual({ hours: 28, visits: 14, minutes: 182 });
    expect(answer.zones_asked).toBe(3);
    const { detail, code } = Problem.parse((await get('covering?minutes=100&hod=18-22')).json());
    expect([code, detail]).toEqual(['proposal_minutes_few', expect.stringContaining('1 zones need 182')]);
  });

  test('are the same for the same question', async () => {
    expect((await get('covering?zones=3')).body).toBe((await get('covering?zones=3')).body);
  });
});

test('an area is shared out in zones of about equal work, which are polygons and touch', async () => {
  const answer = await proposal('balanced?zones=3&cell_m=250&tolerance=0.2&area=marsta');
  const [best] = answer.proposals;
  expect(best!.zones).toHaveLength(3);
  expect(best!.zones.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(answer.n);
  for (const { against_mean } of best!.zones) expect(Math.abs(against_mean! - 1)).toBeLessThanOrEqual(0.2 + 1e-9);
  expect(best!.zones.some(({ neighbours }) => neighbours.length > 0)).toBe(true);
  expect(answer.bound!).toBeLessThanOrEqual(best!.objective * (1 + 1e-9));
  expect(best!.gap).toBeCloseTo((best!.objective - answer.bound!) / answer.bound!, 9);
  for (const { valid, overlap } of await measured(answer)) {
    expect(valid).toBe(true);
    expect(overlap).toBeLessThan(ALONG_EDGES_M2);
  }
});

test('where none is possible that is said, with the reason', async () => {
  const crowded = await proposal('balanced?zones=30&cell_m=500&tolerance=0.05&area=marsta');
  expect(crowded.proposals).toEqual([]);
  expect(crowded.none!.why).toBe('cell_too_much');
  expect(crowded.none!.share!).toBeGreaterThan(crowded.none!.most!);
  expect(crowded.none!.needed!).toBeCloseTo(30 * crowded.none!.share! - 1, 9);
  expect(crowded.none!.reached!).toBeGreaterThanOrEqual(crowded.none!.needed! - 1e-9);
  const nothing = await proposal('covering?from=1990-01-01&to=1990-01-02');
  expect([nothing.none!.why, nothing.n, nothing.bound]).toEqual(['no_incidents', 0, null]);
});

test('what is too much or no number is refused in a sentence before any work', async () => {
  for (const [url, code] of [
    ['covering?zones=0', 'parameter_unusable_whole'],
    ['covering?radius_m=ten', 'parameter_unusable'],
    ['balanced?zones=1', 'parameter_unusable_whole'],
    ['balanced?tolerance=0.9', 'parameter_unusable'],
    ['balanced?cell_m=25', 'proposal_too_fine'],
    ['balanced?zones=40&cell_m=2000&area=rosersberg', 'proposal_zones_many'],
    ['covering?radius_m=100&radius_m=200', 'parameter_unusable'],
    ['covering?place=nowhere', 'place_unknown'],
    ['covering?size=3', 'parameter_unknown'],
    ['covering?weight_by=gold', 'proposal_weight_unknown'],
  ] as const) {
    const response = await get(url);
    expect([url, response.statusCode, Problem.parse(response.json()).code]).toEqual([url, 400, code]);
    expect(Problem.parse(response.json()).detail).toMatch(/^[^\n]+\.$/);
  }
});

describe('over a stream of events', () => {
  test('it tells how far it is, then answers', async () => {
    const { body, headers } = await get('balanced?zones=3&cell_m=250&tolerance=0.2&area=marsta', {
      accept: 'text/event-stream',
    });
    expect(headers['content-type']).toContain('text/event-stream');
    const events = body
      .split('\n\n')
      .flatMap((block) => /^event: (\w+)\ndata: (.*)$/.exec(block)?.slice(1, 3) ?? [])
      .filter((_, k) => k % 2 === 0);
    expect(events.at(-1)).toBe('answer');
    expect(events.slice(0, -1).every((event) => event === 'step')).toBe(true);
  });

  test('closing it gives the work up: the next question is answered at once', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const stopped = new AbortController();
    const url = `${address}/api/sigtuna/zone-proposals/balanced?zones=8&cell_m=200&tolerance=0.3`;
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: stopped.signal });
    const reader = response.body!.getReader();
    await reader.read();
    stopped.abort();
    await reader.closed.catch(() => {});
    expect((await proposal('covering?zones=1')).proposals[0]!.zones).toHaveLength(1);
  });
});
