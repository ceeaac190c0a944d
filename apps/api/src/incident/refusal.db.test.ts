import { Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from './testing.ts';

let app: RoomApp;

beforeAll(async () => {
  const database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(300, seeded(1), categories.slice(0, 12)));
  app = await testApp(database);
});
afterAll(() => app?.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/sigtuna/${url}`, headers: { 'accept-language': 'en', ...headers } });

describe('a question that can’t be answered', () => {
  test.each([
    ['from=2026-02-30', 'filter_from', /2026-02-30.*2026-08-24/],
    ['from=2026-02-01&to=2026-01-01', 'filter_period', /2026-02-01.*2026-01-01.*from=2026-01-01&to=2026-02-01/],
    ['from=2026-02-01&from=2026-02-02', 'filter_repeated', /from/],
    ['hod=25-3', 'filter_hod', /25-3.*22-02/],
    ['dow=0', 'filter_dow', /dow=0/],
    ['cat=nonsense', 'category_unknown', /nonsense.*assault/],
    ['cat=%00', 'category_unknown', /\ufffd/],
    ['cat=%ED%A0%80', 'category_unknown', /\ufffd/],
    [`cat=${'x'.repeat(9000)}`, 'filter_cat', /^cat=x{120}…/],
    ['place=atlantis', 'place_unknown', /atlantis.*valsta-centrum/],
    ['area=atlantis', 'area_unknown', /atlantis/],
    ['area=__proto__', 'area_unknown', /__proto__/],
    ['discovery=police', 'filter_discovery', /police/],
    ['precision=exact', 'filter_precision', /exact/],
    ['unit=rows', 'filter_unit', /rows/],
    ['category=robbery', 'parameter_unknown', /category=robbery.*cat/],
  ])('%s is refused in a sentence', async (query, code, sentence) => {
    for (const url of [`incidents/tally?${query}`, `incidents/export.csv?${query}`]) {
      const response = await get(url);
      expect(response.headers['content-type']).toContain('application/problem+json');
      const problem = Problem.parse(response.json());
      expect([problem.status, response.statusCode, problem.code]).toEqual([400, 400, code]);
      expect(problem.detail).toMatch(sentence);
    }
  });

  test('is refused in Swedish and Arabic too', async () => {
    const detail = async (language: string): Promise<string> =>
      (await get('incidents/tally?hod=99', { 'accept-language': language })).json<Problem>().detail;
    expect(await detail('sv-SE,sv;q=0.9')).toContain('Skriv timmar som 22-02');
    expect(await detail('ar')).toContain('\u206899\u2069');
  });

  test('about an area that isn’t here is a 404 that names those that are', async () => {
    const response = await app.inject({ url: '/api/nowhere/incidents/tally' });
    expect([response.statusCode, response.json<Problem>().code]).toEqual([404, 'municipality_unknown']);
    expect(response.json<Problem>().detail).toContain('sigtuna');
  });
});

test('no address, however odd, makes the server fail', async () => {
  const random = seeded(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const odd = [
    '',
    '0',
    '-1',
    '1e400',
    'NaN',
    'null',
    '%00',
    '%ED%A0%80',
    '__proto__',
    'constructor',
    "'--",
    '%25',
    '0000-01-01',
  ];
  const more = [
    '9999-12-31',
    '2026-03-29',
    '24-24',
    '00-00',
    '7,7,7',
    ',',
    ',,',
    'all,all',
    'x'.repeat(5000),
    '%E2%80%AE',
    '{}',
    '[]',
  ];
  const names = [
    'from',
    'to',
    'hod',
    'dow',
    'cat',
    'place',
    'area',
    'discovery',
    'precision',
    'unit',
    'v',
    '__proto__',
    '',
  ];
  const others = ['bbox', 'cell_m', 'bandwidth_m', 'kernel', 'format'];
  const paths = ['/api/sigtuna/incidents/tally', '/api/sigtuna/incidents/export.csv', '/api/sigtuna/analysis/density'];
  const tiles = [
    '/tiles/sigtuna/incidents/8/140/74.mvt',
    '/tiles/sigtuna/incidents.json',
    '/tiles/%00/incidents/0/0/0.mvt',
  ];
  const failed: string[] = [];
  for (let i = 0; i < 1000; i++) {
    const query = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      return `${pick([...names, ...others])}=${pick([...odd, ...more])}`;
    });
    const url = `${pick([...paths, ...tiles])}?${query.join('&')}`;
    const { statusCode } = await app.inject({ url });
    if (statusCode >= 500) failed.push(`${statusCode} ${url}`);
  }
  expect(failed).toEqual([]);
});
