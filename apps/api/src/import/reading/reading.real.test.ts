import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { KnownArea } from './area.ts';
import type { Outline } from './reach.ts';
import { type CategoryMapping, type Guess, guessMapping, openFile, type SourceFile, surveyFile } from './reading.ts';

const shared = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
const shipped = fileURLToPath(new URL('../../municipality/shipped/', import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe.runIf(existsSync(shared))('the real files of shared/data', () => {
  const categoryMapping: CategoryMapping = {
    ...json(`${shipped}category-mapping/words.json`),
    ...json(`${shipped}category-mapping/polisen.json`),
    ...json(`${shipped}category-mapping/police-uk.json`),
  };
  // The generalised outline's bounds are enough to decide where a file belongs.
  const sigtuna: KnownArea = {
    slug: 'sigtuna',
    names: { sv: 'Sigtuna' },
    bounds: [17.55, 59.5, 18.1, 59.8],
    srid: 3006,
    time_zone: 'Europe/Stockholm',
    outline: [
      [
        [
          [17.55, 59.5],
          [18.1, 59.5],
          [18.1, 59.8],
          [17.55, 59.8],
          [17.55, 59.5],
        ],
      ],
    ],
  };

  async function read(name: string) {
    const file = await openFile(`${shared}${name}`, name);
    const guess = await guessMapping(file, { areas: [sigtuna], categoryMapping });
    const outline = guess.newArea ? (guess.newArea.outline as { coordinates: Outline }).coordinates : sigtuna.outline;
    const survey = await surveyFile(file, guess.mapping, { area: { outline }, categoryMapping });
    return { file, guess, survey };
  }

  async function ids(file: SourceFile, guess: Guess): Promise<string[]> {
    const [at, x] = [guess.mapping.columns.id, guess.mapping.columns.x].map((name) => file.headers.indexOf(name ?? ''));
    const found: string[] = [];
    for await (const batch of file.rows()) {
      for (const { values } of batch)
        if (values[at as number] && values[x as number]) found.push(values[at as number] as string);
    }
    return found;
  }

  test('data.police.uk: 112,599 of 119,889 rows, by month, in an area of its own with its strays marked', async () => {
    const { file, guess, survey } = await read('policeuk_avon2021.csv.gz');
    expect(guess.newArea).toMatchObject({
      slug: 'avon-and-somerset',
      names: { sv: 'Avon and Somerset' },
      time_zone: 'Europe/London',
      srid: 32630,
    });
    expect(guess.questions).toEqual([]);
    expect(guess.source).toMatchObject({ slug: 'data-police-uk', kind: 'open' });
    expect(survey).toMatchObject({
      rows_read: 119_889,
      usable: 112_599,
      rejected: { no_coordinates: 7290 },
      unmapped: [],
      crowded: [],
    });
    // 254 lie outside the box of 3.9–2.2° W, 50.8–51.7° N; 239 rows are both (docs/data-sources.md).
    expect(survey.strays).toBe(257);
    expect(survey.head[0]?.outcome).toMatchObject({ time_precision: 'month', precision: 'segment', id: null });
    const found = await ids(file, guess);
    expect(found.length - new Set(found).size).toBe(391);
  });

  test('Memphis: 2,245 of 2,245 rows, and the Z of its times recommended to be ignored', async () => {
    const { guess, survey } = await read('memphis_robberies.csv.gz');
    expect(guess.newArea).toMatchObject({ slug: 'memphis', time_zone: 'America/Chicago', srid: 32616 });
    expect(guess.mapping).toMatchObject({
      ignore_offset: true,
      categories: { 'personal robbery': 'robbery_personal' },
    });
    expect(guess.questions.map(({ about }) => about)).toEqual(['time_zone', 'source']);
    expect(survey).toMatchObject({ rows_read: 2245, usable: 2245, strays: 0, rejected: {} });
  });

  test('polisen.se of Sigtuna: 368 events that belong to Sigtuna, none of them a point', async () => {
    const { guess, survey } = await read('polisen_events_sigtuna.ndjson');
    expect([guess.municipality, guess.questions]).toEqual(['sigtuna', []]);
    expect(survey).toMatchObject({ rows_read: 368, usable: 368, rejected: {}, unmapped: [], strays: 0 });
  });

  test('polisen.se of the county: 8,831 events, two summaries left out, every title’s time read', async () => {
    const { file, guess, survey } = await read('polisen_events_stockholms_lan.ndjson.gz');
    expect(guess.newArea).toMatchObject({ slug: 'stockholms-lan', time_zone: 'Europe/Stockholm', srid: 3006 });
    expect(survey).toMatchObject({
      rows_read: 8833,
      usable: 8831,
      rejected: {},
      skipped: { summary: 2 },
      unmapped: [],
    });
    const found = await ids(file, guess);
    expect(new Set(found).size).toBe(8833);
  });

  test('files that are not incidents ask for a date and change nothing', async () => {
    const { guess, survey } = await read('stops_sigtuna.csv');
    expect(guess.questions.map(({ code }) => code)).toContain('no_date_column');
    expect(survey).toMatchObject({ rows_read: 581, usable: 0, rejected: { no_date: 581 } });
    await expect(read('alignments_sigtuna.geojson')).rejects.toMatchObject({ code: 'no_points' });
  });
});
