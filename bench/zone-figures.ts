import * as vocabulary from '@lagesbild/contract';
import {
  type Columns,
  NO_LISTS,
  type PolygonCm,
  Population,
  perceptionReports,
  resolveCriteria,
  ZoneMeasure,
} from '@lagesbild/incidents';
import type { Page } from 'playwright-core';
import { countyColumns, countyStore, SIDE, SOUTH, WEST } from './county.ts';
import { openBrowser } from './drag.ts';
import { loadPoints, openPostgis } from './postgis.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';
import { openStage, stageColumns } from './stage.ts';

const ZONES = 20;
const CORNERS = 40;
const SQUARES = 5_000;
const SQUARE_M = 250;
/** Drags of which the slowest twentieth is told. */
const DRAGS = 100;
const LIMIT_MS = { 50000: 50, 1000000: 100 } as const;

/** Figures of twenty zones while a corner of one is dragged, against a join of the same zones; and the same by hand. */
export const run = async (): Promise<BenchRow[]> => [...(await measured()), ...(await dragged())];

async function measured(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  const table: BenchRow[] = [];
  try {
    for (const [size, limit] of Object.entries(LIMIT_MS).map(([n, ms]) => [Number(n), ms] as const)) {
      const columns = countyColumns(size);
      const store = countyStore(columns);
      const criteria = resolveCriteria(
        { discovery: [...vocabulary.DISCOVERIES], unit: 'row' },
        { categories: columns.categories, polygons: new Map(), vocabulary },
      );
      const [west, south, side] = [WEST, SOUTH, SIDE].map((metres) => metres * 100) as [number, number, number];
      const corners = [west, south, west + side, south, west + side, south + side, west, south + side];
      const region = [{ parts: [[Float64Array.from(corners)]] }];
      const reports = perceptionReports(NO_LISTS);
      const asked = { store, criteria, region, reports, why: new Uint8Array(0), harm: {} };
      const measure = new ZoneMeasure({ ...asked, population: new Population(squaresOf(columns)) });
      /** Round an incident; its first corner is so many steps of half a metre further out. */
      const zone = (i: number, step = 0): PolygonCm => {
        const row = (i * 977) % columns.count;
        const ring = Array.from({ length: CORNERS }, (_, k) => {
          const angle = (k * 2 * Math.PI) / CORNERS;
          const radius = 60_000 * (1 + 0.3 * Math.sin(k * 3)) + (k === 0 ? step * 50 : 0);
          return [columns.x[row]! + radius * Math.cos(angle), columns.y[row]! + radius * Math.sin(angle)];
        });
        return { parts: [[Float64Array.from(ring.flat(), Math.round)]] };
      };
      const others = Array.from({ length: ZONES - 1 }, (_, i) => ({ zone_id: `${i + 1}`, polygon: zone(i + 1) }));
      let step = 0;
      const drag = () => measure.measure([{ zone_id: '0', polygon: zone(0, step++) }, ...others]).zones;
      const [drags] = await interleave([drag], { rounds: DRAGS, warmUp: 10 });
      const job = `figures of ${ZONES} zones, a corner dragged`;
      table.push(within(job, count(size), drags!.clock, limit, 'p95'));
      if (postgis === null) continue;
      await loadPoints(postgis, store);
      const join = async (): Promise<number[]> => {
        const all = [zone(0, step), ...others.map(({ polygon }) => polygon)];
        const texts = all.map(({ parts }) => {
          const ring = parts[0]![0]!;
          const at = (k: number): string => `${ring[2 * k]! / 100} ${ring[2 * k + 1]! / 100}`;
          return `POLYGON((${[...Array.from({ length: CORNERS }, (_, k) => at(k)), at(0)].join()}))`;
        });
        const { rows } = await postgis.client.query<{ n: number }>(
          `select count(p.metric)::integer as n from unnest($1::text[]) with ordinality as t (wkt, no)
           left join point p on st_covers(st_geomfromtext(t.wkt, 3006), p.metric) group by t.no order by t.no`,
          [texts],
        );
        return rows.map(({ n }) => n);
      };
      const [theirs, ours] = [await join(), drag().map(({ n }) => n)];
      if (theirs.join() !== ours.join()) throw new Error(`${ours.join()} here, ${theirs.join()} in PostGIS`);
      const [fast, slow] = await interleave([drag, join], { rounds: 7 });
      table.push(against(job, count(size), fast!, { name: 'ST_Covers join', rival: slow }, 10));
    }
    return table;
  } finally {
    await postgis?.close();
  }
}

/** Squares of 250 m round the first of a county's rows: as many as a town of 100,000 has. */
function squaresOf({ x, y }: Columns): number[] {
  const places = new Set<string>();
  for (let i = 0; i < x.length && places.size < SQUARES; i++)
    places.add([x[i]!, y[i]!].map((cm) => Math.floor(cm / 100 / SQUARE_M) * SQUARE_M).join());
  return [...places].flatMap((place, i) => [...place.split(',').map(Number), SQUARE_M, (i * 37) % 400]);
}

/** Where the zone is drawn and its corner dragged to and fro, px: over Märsta's middle. */
const RING = [
  [480, 300],
  [800, 300],
  [800, 560],
  [480, 560],
] as const;
const STEPS = 80;

/** From a corner that moves under the hand to the figure that says so on the page. */
async function dragged(): Promise<BenchRow[]> {
  const browser = await openBrowser();
  if (browser === null) return [];
  const table: BenchRow[] = [];
  try {
    for (const [size, limit] of Object.entries(LIMIT_MS).map(([n, ms]) => [Number(n), ms] as const)) {
      const stage = await openStage(stageColumns(size));
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE' });
      await page.goto(`${stage.url}/sigtuna/zoner?map=15/59.6215/17.8555&layer=places`);
      await page
        .getByText(/visar [\d\s]+ av [\d\s]+/)
        .first()
        .waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Rita ett område' }).first().click();
      for (const [x, y] of [...RING, RING[0]]) await page.mouse.click(x, y);
      await page.locator('[data-chosen] b').first().waitFor();
      const shown = await waits(page);
      table.push(within('a corner dragged in Chromium, figures on the page', count(size), shown, limit, 'p95'));
      await page.close();
      await stage.close();
    }
  } finally {
    await browser.close();
  }
  return table;
}

/** Milliseconds from each step of a drag to the next count on the page. */
async function waits(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const seen = globalThis as unknown as { waits: number[]; moved: number };
    seen.waits = [];
    seen.moved = 0;
    addEventListener(
      'pointermove',
      ({ buttons }) => {
        if (buttons === 1 && seen.moved === 0) seen.moved = performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      if (seen.moved !== 0) seen.waits.push(performance.now() - seen.moved);
      seen.moved = 0;
    }).observe(document.querySelector('[data-chosen] b')!, { characterData: true, subtree: true, childList: true });
  });
  const corner = (await page.getByRole('button', { name: /^Hörn 1 av/ }).boundingBox())!;
  const [x, y] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const turn = (step / STEPS) * 8 * Math.PI;
    await page.mouse.move(x - 60 * Math.sin(turn), y - 30 + 30 * Math.cos(turn));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  await page.waitForTimeout(400);
  return page.evaluate(() => (globalThis as unknown as { waits: number[] }).waits);
}
