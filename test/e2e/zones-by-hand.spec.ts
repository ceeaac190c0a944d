import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Municipality, PermitArea, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import proj4 from 'proj4';
import { type App, expect, startApp, test } from './app.ts';
import { clearPresence, loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways, pagesOf } from './page-checks.ts';

test.use({ installation: 'zones-by-hand' });
test.describe.configure({ timeout: 180_000 });

type Place = readonly [number, number];
interface Spots {
  raster: { west_m: number; south_m: number; cell_m: number; columns: number };
  z: number[];
  spots: { cells: number[] }[];
}

/** A point this near an edge may count as in or out: files carry degrees with seven decimals. */
const EDGE_M = 0.05;
const MAP = 'map=15/59.6215/17.8555';
/** In the zone that is drawn, on either side of its middle. */
const [WEST, EAST] = [
  [520, 520],
  [760, 520],
] as const;

let own: App;
let toMetres: (degrees: Place) => Place;
let incidents: Place[];

const get = async <T>(path: string): Promise<T> => (await fetch(`${own.url}/api/sigtuna/${path}`)).json();
const plan = async (): Promise<ZonePlan> => {
  const [entry] = await get<ZonePlanEntry[]>('zone-plans');
  return get(`zone-plans/${entry!.plan_id}`);
};
const number = (text: string): number => Number(text.replace(/\D/g, ''));

test.beforeAll(async () => {
  test.setTimeout(240_000);
  own = await startApp();
  await loadDemonstration(own);
  await clearPresence(own);
  const area: Municipality = await (await fetch(`${own.url}/api/sigtuna`)).json();
  toMetres = ([lon, lat]) => proj4('EPSG:4326', area.proj4).forward([lon, lat]) as [number, number];
  // What was held before the load answers until the rows of it are read.
  await expect(async () => {
    const file = await get<{ features: { geometry: { coordinates: Place } | null }[] }>('incidents/export.geojson');
    incidents = file.features.flatMap(({ geometry }) => (geometry === null ? [] : [toMetres(geometry.coordinates)]));
    expect(incidents.length).toBeGreaterThan(1000);
  }).toPass({ timeout: 60_000 });
});
test.afterAll(() => own?.stop());

/** Every test begins with a plan of its own, drawn by nobody, and without permits. */
test.beforeEach(async () => {
  const remove = (path: string): Promise<Response> =>
    fetch(`${own.url}/api/sigtuna/${path}`, { method: 'DELETE', headers: { origin: own.url } });
  for (const { plan_id } of await get<ZonePlanEntry[]>('zone-plans')) await remove(`zone-plans/${plan_id}`);
  for (const { permit_id } of await get<PermitArea[]>('permit-areas')) await remove(`permit-areas/${permit_id}`);
});

const opened = async (page: Page, query = MAP): Promise<void> => {
  await page.goto(`${own.url}/sigtuna/zoner?${query}`);
  await expect(page.getByRole('toolbar', { name: 'Rita' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
};
const tool = (page: Page, name: string) => page.getByRole('toolbar', { name: 'Rita' }).getByRole('button', { name });
const rows = (page: Page) => page.locator('[data-zone-row]');
const corners = (page: Page) => page.getByRole('button', { name: /^Hörn \d+ av \d+/ });

/** Presses the map at each place, and the first once more. */
async function drawRound(page: Page, places: readonly Place[]): Promise<void> {
  for (const [x, y] of [...places, places[0]!]) await page.mouse.click(x, y);
}
const box = (west: number, north: number, east: number, south: number): Place[] => [
  [west, north],
  [east, north],
  [east, south],
  [west, south],
];
async function drawZone(page: Page, places: readonly Place[]): Promise<void> {
  const before = await rows(page).count();
  await tool(page, 'Rita ett område').click();
  await drawRound(page, places);
  await expect(rows(page)).toHaveCount(before + 1);
}

/** Saves, and counts what the file of incidents has in each saved outline against what the page says of the zone. */
async function expectCounted(page: Page, names: readonly string[]): Promise<ZonePlan> {
  const version = await plan().then(
    ({ shown }) => shown.version,
    () => 0,
  );
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText(`Utkast, version ${version + 1}`)).toBeVisible();
  const saved = await plan();
  expect(saved.zones.map(({ name }) => name).sort()).toEqual([...names].sort());
  for (const { name, outline } of saved.zones) {
    const rings = outline.coordinates.flat().map((ring) => ring.map((at) => toMetres(at as [number, number])));
    const row = rows(page).filter({ has: page.getByText(name, { exact: true }) });
    const said = number(/([\d\s]+) händelse/.exec((await row.textContent())!.replace(name, ''))![1]!);
    const [sure, near] = [
      incidents.filter((at) => isIn(at, rings)),
      incidents.filter((at) => edgeM(at, rings) < EDGE_M),
    ];
    const [least, most] = [sure.filter((at) => !near.includes(at)).length, new Set([...sure, ...near]).size];
    expect(said, name).toBeGreaterThanOrEqual(least);
    expect(said, name).toBeLessThanOrEqual(most);
  }
  return saved;
}

const sidesOf = (rings: readonly Place[][]): [Place, Place][] =>
  rings.flatMap((ring) => ring.slice(1).map((b, i): [Place, Place] => [ring[i]!, b]));
const isIn = ([x, y]: Place, rings: readonly Place[][]): boolean =>
  sidesOf(rings).filter(([a, b]) => a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0])
    .length %
    2 ===
  1;
const edgeM = ([x, y]: Place, rings: readonly Place[][]): number =>
  Math.min(
    ...sidesOf(rings).map(([a, b]) => {
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const along = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy);
    }),
  );

test('by mouse: corners dragged and added, a hole, a cut and two made one; what the page counts is what the file has', async ({
  page,
}) => {
  await opened(page);
  await drawZone(page, box(480, 300, 800, 560));
  await expect(corners(page)).toHaveCount(4);
  const shown = page.locator('[data-chosen] dl').first();
  await expect(shown).toContainText(/Upplevelser\d/);
  const before = await shown.textContent();

  // Figures follow the hand, before it lets go; and the whole drag is one step.
  const corner = (await corners(page).first().boundingBox())!;
  const [x, y] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 60, { steps: 6 });
  await expect.poll(() => shown.textContent()).not.toBe(before);
  await page.mouse.move(x - 60, y - 20, { steps: 6 });
  await page.mouse.up();
  let dragged = '';
  await expect(async () => {
    const last = dragged;
    dragged = (await shown.textContent()) ?? '';
    expect(dragged, 'the figures have caught up with the hand').toBe(last);
  }).toPass();
  await tool(page, 'Ångra').click();
  await expect.poll(() => shown.textContent()).toBe(before);
  await tool(page, 'Gör om').click();
  await expect.poll(() => shown.textContent()).toBe(dragged);

  // The middle of an edge is dragged out to a corner of its own.
  await page.mouse.move(800, 430);
  await page.mouse.down();
  await page.mouse.move(850, 440, { steps: 5 });
  await page.mouse.up();
  await expect(corners(page)).toHaveCount(5);

  const name = page.getByLabel('Namn', { exact: true });
  await name.fill('Centrum');
  await name.press('Enter');
  await tool(page, 'Skär ett hål').click();
  await drawRound(page, box(560, 380, 640, 440));
  await expect(corners(page)).toHaveCount(9);
  await expect(page.getByRole('button', { name: /i ett hål$/ })).toHaveCount(4);
  const holed = await expectCounted(page, ['Centrum']);
  expect(holed.zones[0]!.outline.coordinates[0]).toHaveLength(2);

  // A hole outside is refused with the reason, and nothing is lost.
  await page.mouse.click(...WEST);
  await tool(page, 'Skär ett hål').click();
  await drawRound(page, box(900, 380, 960, 440));
  await expect(page.getByText('Hålet måste ligga helt inne i området').first()).toBeVisible();
  await tool(page, 'Välj').click();

  await tool(page, 'Dela det valda').click();
  await page.mouse.click(700, 240);
  await page.mouse.click(700, 620);
  await page.getByRole('button', { name: 'Dela', exact: true }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.mouse.click(...WEST);
  await name.fill('Västra');
  await name.press('Enter');
  const cut = await expectCounted(page, ['Centrum', 'Västra']);
  expect(cut.zones.flatMap(({ outline }) => outline.coordinates.flat())).toHaveLength(3);

  await page.mouse.click(...WEST);
  await tool(page, 'Slå ihop det valda').click();
  await page.mouse.click(...EAST);
  await expect(rows(page)).toHaveCount(1);
  const merged = await expectCounted(page, ['Västra']);
  expect(merged.zones[0]!.outline.coordinates).toHaveLength(1);
  expect(merged.zones[0]!.outline.coordinates[0]).toHaveLength(2);
  await expectAccessible(page, 'after it all');
});

test('figures stand beside the hand while it draws and drags; a side that can’t be is marked, Escape gives up, the other button closes and removes', async ({
  page,
}) => {
  await opened(page);
  await tool(page, 'Rita ett område').click();
  const bar = page.getByRole('region', { name: 'Det som ritas' });
  const [first, second, third, last] = box(480, 300, 800, 560);
  for (const [x, y] of [first!, second!, third!]) await page.mouse.click(x, y);
  await expect(bar).toContainText(/Händelser\d[\d\s]* \(\d/);
  await expect(bar).toContainText(/Minuter i veckan\d/);
  const wrong = page.locator('polyline[data-fault="crosses_itself"]');
  await page.mouse.move(700, 240);
  await expect(wrong).toHaveCount(1);
  await page.mouse.move(...last!);
  await expect(wrong).toHaveCount(0);
  await page.mouse.click(...last!);
  await page.mouse.click(...last!, { button: 'right' });
  await expect(corners(page)).toHaveCount(4);

  const outline = page.locator('[data-zone] path').last();
  const drawn = await outline.getAttribute('d');
  await page.mouse.move(...first!);
  await page.mouse.down();
  await page.mouse.move(520, 330, { steps: 4 });
  await expect.poll(() => outline.getAttribute('d')).not.toBe(drawn);
  await expect(bar).toContainText(/Händelser\d/);
  await page.keyboard.press('Escape');
  await page.mouse.move(540, 350, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => outline.getAttribute('d')).toBe(drawn);
  await page.mouse.click(...first!, { button: 'right' });
  await expect(corners(page)).toHaveCount(3);
  await tool(page, 'Ångra').click();
  await expect(corners(page)).toHaveCount(4);
});

test('what stands out on the map becomes a zone by its cells, and a place by so many metres round it', async ({
  page,
}) => {
  const { raster, spots, z } = await get<Spots>('analysis/gistar');
  const cell = spots[0]!.cells.reduce((best, one) => (z[one]! > z[best]! ? one : best));
  const at = (edge: number, cells: number): number => Math.floor(edge + (cells + 0.5) * raster.cell_m);
  const [column, row] = [cell % raster.columns, Math.floor(cell / raster.columns)];
  const key = `s:${at(raster.west_m, column)}.${at(raster.south_m, row)}`;
  await opened(page, `${MAP}&layer=points,spots,places&at=${key}`);
  await page.getByRole('button', { name: 'Gör till närvaroområde' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator('[data-chosen] dl').first()).toContainText('en brottskoncentration');
  const name = page.getByLabel('Namn', { exact: true });
  await name.fill('Cellerna');
  await name.press('Enter');

  const search = page.getByRole('combobox', { name: 'Sök plats' });
  await search.fill('Valsta c');
  await page.getByRole('option').first().click();
  const place = page.getByRole('region', { name: 'Valsta centrum' });
  await place.getByRole('combobox', { name: 'Kant' }).selectOption('200');
  await place.getByRole('button', { name: 'Gör till närvaroområde' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.locator('[data-chosen] dl').first()).toContainText('en plats');
  const saved = await expectCounted(page, ['Cellerna', 'Valsta centrum']);
  expect(saved.zones.map(({ origin }) => origin).sort()).toEqual(['hot_spot', 'place']);
});

/**
 * Files as GDAL 3.6 writes them, of one zone with a hole and one of two parts, from a GeoJSON of them:
 * `ogr2ogr -f KML`, `-f GPKG -t_srs EPSG:3006` (then gzip), `-f "ESRI Shapefile" -t_srs EPSG:3006 -lco ENCODING=UTF-8` (then zip),
 * `-f GPX -lco FORCE_GPX_TRACK=YES -nlt MULTILINESTRING -dialect sqlite -sql "select name, ST_Boundary(geometry) …"`.
 */
const given = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'zone-files', name));
const FILES = [
  { name: 'omraden.geojson', buffer: given('omraden.geojson') },
  { name: 'omraden.gpx', buffer: given('omraden.gpx') },
  { name: 'omraden.kml', buffer: given('omraden.kml') },
  { name: 'omraden.zip', buffer: given('omraden.zip') },
  { name: 'omraden.gpkg', buffer: gunzipSync(given('omraden.gpkg.gz')) },
];

test('zones of other programs’ files are read in, a broken file is refused by name, and what is taken out reads back the same', async ({
  page,
}) => {
  await opened(page);
  const take = async (name: string, buffer: Buffer): Promise<void> => {
    await page.getByRole('button', { name: 'Läs in områden' }).click();
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  };
  for (const { name, buffer } of FILES) {
    await take(name, buffer);
    await expect(rows(page), name).toHaveText([/Gågatan/, /Skolvägen/]);
    await expect(page.getByText('2 områden inlästa.'), name).toBeVisible();
    if (name.endsWith('.gpkg')) break;
    await tool(page, 'Ångra').click();
    await expect(rows(page), name).toHaveCount(0);
  }
  const saved = await expectCounted(page, ['Gågatan', 'Skolvägen']);
  expect(saved.zones.map(({ outline }) => outline.coordinates.map((rings) => rings.length))).toEqual([[2], [1, 1]]);

  await take('trasig.kml', Buffer.from('<kml><Placemark><Polygon>'));
  await expect(page.getByText(/trasig\.kml/).first()).toBeVisible();
  await expectAccessible(page, 'a refused file');
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(2);
  // Opened again, it has forgotten what it refused.
  await page.getByRole('button', { name: 'Läs in områden' }).click();
  await expect(page.getByRole('button', { name: 'Välj en fil' })).toBeVisible();
  await expect(page.getByText(/trasig\.kml/)).toHaveCount(0);
  await page.keyboard.press('Escape');

  for (const format of ['geojson', 'gpx', 'kml']) {
    await page.getByRole('button', { name: 'Ta ut områdena' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`a[href*="zones.${format}"]`).click(),
    ]);
    await take(download.suggestedFilename(), readFileSync(await download.path()));
    await page.getByRole('radio', { name: /^Ta in dem som de är/ }).check();
    await page.getByRole('button', { name: 'Ta in', exact: true }).click();
    await expect(rows(page), format).toHaveText([/Gågatan/, /Skolvägen/, /Gågatan/, /Skolvägen/]);
    await expect(page.getByText(/Gågatan[^,]*$/).first()).toBeVisible();
    await tool(page, 'Ångra').click();
    await expect(rows(page), format).toHaveCount(2);
  }
});

test('where ordningsvakter may serve is drawn with its hours, and three years is the longest', async ({ page }) => {
  await opened(page);
  await page.getByRole('tab', { name: 'Förordnanden' }).click();
  await page.getByRole('button', { name: 'Rita förordnandets område' }).click();
  await drawRound(page, box(480, 300, 800, 560));
  await page.getByLabel('Namn', { exact: true }).fill('Märsta centrum');
  await page.getByLabel('Beslutets nummer').fill('A 123.456/2026');
  await page.getByLabel('Första dag').fill('2026-06-01');
  await page.getByLabel('Sista dag').fill('2029-06-01');
  const save = page.getByRole('button', { name: 'Spara förordnandet' });
  await expect(save).toBeDisabled();
  const hour = page.getByRole('gridcell', { name: 'fredag 20–21' });
  const [from, to] = [
    (await hour.boundingBox())!,
    (await page.getByRole('gridcell', { name: 'lördag 23–00' }).boundingBox())!,
  ];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, from.y + from.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(hour).toHaveAttribute('aria-selected', 'true');
  await save.click();
  await expect(page.getByText(/2029-06-01/).first()).toBeVisible();
  expect(await get<PermitArea[]>('permit-areas')).toEqual([]);
  await page.getByLabel('Sista dag').fill('2029-05-31');
  await save.click();
  await expect(rows(page)).toContainText('31 maj 2029');
  await expectAccessible(page, 'a permit');
  const [permit] = await get<PermitArea[]>('permit-areas');
  expect(permit).toMatchObject({ decision: 'A 123.456/2026', valid_from: '2026-06-01', valid_to: '2029-05-31' });
  expect([...permit!.hours].flatMap((on, i) => (on === '1' ? [i - 96] : []))).toEqual([20, 21, 22, 23]);
});

test('what came and went since a version is drawn on the map, with a legend, and said', async ({ page }) => {
  await opened(page);
  await drawZone(page, box(480, 300, 640, 420));
  await drawZone(page, box(700, 300, 860, 420));
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText('Utkast, version 1')).toBeVisible();
  await page.mouse.click(780, 360);
  await page.getByRole('button', { name: 'Ta bort', exact: true }).click();
  await drawZone(page, box(480, 480, 640, 600));
  await page.mouse.click(560, 360);
  await page.mouse.move(640, 300);
  await page.mouse.down();
  await page.mouse.move(680, 270, { steps: 4 });
  await page.mouse.up();
  const said = page.getByRole('status').filter({ hasText: /\S/ });
  await expect(said.filter({ hasText: /^Hörn \d flyttat \d+ m\.$/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Versioner' }).click();
  await page.getByRole('button', { name: /^Version 1,/ }).click();
  const since = 'Från version 1 till det som är ritat nu';
  await expect(said.filter({ hasText: `${since}, antal skillnader: 3. De är ritade på kartan.` })).toBeVisible();
  await expect(page.getByRole('list', { name: since }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('list', { name: 'På kartan' }).getByRole('listitem')).toHaveText([
    'finns i det som är ritat nu, inte i version 1',
    'fanns i version 1, inte i det som är ritat nu',
  ]);
  const drawn = page.locator('[data-difference]');
  await expect(drawn).toHaveCount(3);
  expect(
    await drawn.evaluateAll((all) => all.map((one) => [...one.children].map((path) => path.getAttribute('d') !== ''))),
  ).toEqual([
    [true, false],
    [true, false],
    [false, true],
  ]);
  await expectAccessible(page, 'two versions');
  await page.getByRole('tab', { name: 'Områden' }).click();
  await expect(drawn).toHaveCount(0);

  // Saved, the newer one is asked what it changed: the same three, and nothing since.
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('tab', { name: 'Versioner' }).click();
  await page.getByRole('button', { name: /^Version 2,/ }).click();
  await expect(page.getByText('Ingen skillnad från version 2 till det som är ritat nu.').first()).toBeVisible();
  await page.getByRole('radio', { name: 'Det den ändrade' }).check();
  await expect(page.getByRole('list', { name: 'Från version 1 till version 2' }).getByRole('listitem')).toHaveCount(3);
  await expect(drawn).toHaveCount(3);
});

test('what comes in over zones that are there is asked about first: cut away, instead of them, or as it is; and undone', async ({
  page,
}) => {
  await opened(page);
  await drawZone(page, box(480, 300, 640, 420));
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText('Utkast, version 1')).toBeVisible();
  const { zones } = await plan();
  const ring = zones[0]!.outline.coordinates[0]![0]! as Place[];
  const degrees = ring.map(([lon]) => lon);
  // The same rectangle, half of its width to the east, and one on its own farther away.
  const half = (Math.max(...degrees) - Math.min(...degrees)) / 2;
  const moved = (by: number) => ({
    type: 'Feature',
    properties: { name: by === half ? 'Halva' : 'Fri' },
    geometry: { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lon + by, lat])] },
  });
  const features = [moved(half), moved(0.02)];
  const buffer = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const dialog = page.getByRole('dialog', { name: 'Områdena överlappar sådana som redan finns' });
  const bring = async (way: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Läs in områden' }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'a.geojson', mimeType: 'text/plain', buffer });
    await expect(dialog).toContainText('1 av 2 nya ligger delvis i områden som redan finns.');
    await expect(dialog.getByRole('listitem')).toContainText(zones[0]!.name);
    await dialog.getByRole('radio', { name: way }).check();
    await dialog.getByRole('button', { name: 'Ta in' }).click();
    await expect(page.getByText('2 områden inlästa.')).toBeVisible();
  };
  const overlap = page.locator('[data-chosen] dl').first();

  await bring(/^Ersätt/);
  await expect(rows(page)).toHaveText([/^Halva/, /^Fri/]);
  await tool(page, 'Ångra').click();
  await expect(rows(page)).toHaveText([new RegExp(`^${zones[0]!.name}`)]);

  await bring(/^Ta in dem som de är/);
  await rows(page).filter({ hasText: 'Halva' }).click();
  await expect(overlap).toContainText(new RegExp(`Överlappar${zones[0]!.name}`));
  await tool(page, 'Ångra').click();

  await bring(/^Skär bort/);
  await expect(rows(page)).toHaveCount(3);
  await rows(page).filter({ hasText: 'Halva' }).click();
  await expect(overlap).toContainText('inget annat område');
  await tool(page, 'Ångra').click();
  await expect(rows(page)).toHaveCount(1);

  // Left, nothing has come in.
  await page.getByRole('button', { name: 'Läs in områden' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'a.geojson', mimeType: 'text/plain', buffer });
  await expectAccessible(page, 'what overlaps');
  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await expect(rows(page)).toHaveCount(1);
});

/** A finger that goes down, along and up. */
async function drag(page: Page, [from, ...along]: readonly Place[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Place): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at[0], y: at[1] }] });
  await send('touchStart', from);
  for (const at of along) await send('touchMove', at);
  await send('touchEnd');
}

for (const [language, words] of [
  ['sv-SE', { draw: 'Rita ett område', close: 'Stäng', corner: /^Hörn \d+ av 4$/ }],
  ['ar', { draw: 'رسم منطقة', close: 'إغلاق', corner: /^الزاوية/ }],
] as const)
  test(`by touch on a telephone, ${language}: taps draw a zone, a finger drags its corner, and paper shows it without tools`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      ...{
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        locale: language,
        colorScheme: 'dark',
      },
    });
    const page = await context.newPage();
    await page.goto(`${own.url}/sigtuna/zoner?${MAP}`);
    const draw = page.getByRole('button', { name: words.draw }).first();
    await expect(draw).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('canvas.maplibregl-canvas')).toBeVisible({ timeout: 60_000 });
    await draw.tap();
    for (const [x, y] of box(120, 230, 280, 370)) await page.touchscreen.tap(x, y);
    // Its figures and buttons are below the map: no corner is under them.
    const bar = page.locator('section:has(> dl)');
    await expect(bar).toBeVisible();
    const map = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
    expect((await bar.boundingBox())!.y).toBeGreaterThanOrEqual(map.y + map.height - 1);
    await page.getByRole('button', { name: words.close, exact: true }).tap();
    const corner = page.getByRole('button', { name: words.corner });
    await expect(corner).toHaveCount(4);
    await expectNoSideways(page, 'a drawn zone');
    const outline = page.locator('[data-zone] path').last();
    const before = await outline.getAttribute('d');
    const { x, y, width, height } = (await corner.first().boundingBox())!;
    const at: Place = [x + width / 2, y + height / 2];
    await drag(page, [at, [at[0] - 10, at[1] + 10], [at[0] - 25, at[1] + 20], [at[0] - 30, at[1] + 30]]);
    await expect.poll(() => outline.getAttribute('d')).not.toBe(before);
    await expectAccessible(page, 'on a telephone');

    await page.emulateMedia({ media: 'print' });
    await expect(corner.first()).toBeHidden();
    await expect(draw).toBeHidden();
    await expect(outline).toBeVisible();
    for (const size of pagesOf(await page.pdf({ preferCSSPageSize: true }))) expect(size).toEqual([297, 210]);
    await context.close();
  });
