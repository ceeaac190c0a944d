import type { ANSWERS, Municipality, PerceptionReports } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import proj4 from 'proj4';
import type { z } from 'zod';
import { type App, expect, shown, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { ownSql } from './own-sql.ts';
import { differingPixels, expectAccessible, expectNoSideways, restingMap } from './page-checks.ts';

test.use({ installation: 'perception' });

/** Perception beside record, on the demonstration: the page must say and draw what the api's kernels and SQL say. */
test.describe.configure({ mode: 'serial' });

type Gaps = z.infer<(typeof ANSWERS)['gap-map']>;
type Silence = z.infer<(typeof ANSWERS)['silence']>;
const FELT = 2;
/** As the page asks. */
const CELLS = 'cell_m=200';

const get = async <T>({ url }: App, path: string): Promise<T> => (await fetch(`${url}/api/sigtuna/${path}`)).json();
const grouped = (n: number): string => n.toLocaleString('sv-SE').replace(/\s/g, '\\s');
const legendOf = (page: Page) => page.getByRole('region', { name: 'Lager och teckenförklaring' });
const tallied = (all: readonly number[], is: number): number => all.filter((one) => one === is).length;

test('reports are a layer of their own, counted by feeling and channel as the api has them, and limited by them', async ({
  page,
  app,
}) => {
  await loadDemonstration(app);
  await page.goto(`${app.url}/sigtuna/karta?layer=places`);
  await shown(page);
  const without = await restingMap(page);
  const legend = legendOf(page);
  await legend.getByRole('checkbox', { name: 'Upplevelser' }).check();
  const said = await get<PerceptionReports>(app, 'perception');
  const unsafe = tallied(said.safe, 0);
  await expect(legend.getByRole('button', { name: /^Otryggt/ })).toHaveText(new RegExp(`${grouped(unsafe)}$`));
  await expect(legend.getByRole('button', { name: /^Tryggt/ })).toHaveText(
    new RegExp(`${grouped(tallied(said.safe, 1))}$`),
  );
  for (const [at, name] of ['Markeringar från boende', 'Medborgardialoger', 'Medarbetardialoger'].entries())
    await expect(legend.getByRole('listitem').filter({ hasText: name })).toHaveText(
      new RegExp(`${grouped(tallied(said.channel, at))}$`),
    );
  expect(await differingPixels(page, without, await restingMap(page))).toBeGreaterThan(500);

  await legend.getByRole('button', { name: /^Otryggt/ }).click();
  await legend.getByRole('checkbox', { name: 'Markeringar från boende' }).uncheck();
  await expect(page).toHaveURL(/channel=citizen_dialogue,employee_dialogue/);
  await expect(page).toHaveURL(/feeling=unsafe/);
  const heard = said.safe.filter((safe, i) => safe === 0 && said.channel[i] !== 0).length;
  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(
    panel.getByText(new RegExp(`^${grouped(heard)} av ${grouped(said.x.length)} upplevelser`)),
  ).toBeVisible();
});

test('the page’s filter limits reports by month and part of the day, and the address opens to the same', async ({
  page,
  app,
}) => {
  const said = await get<PerceptionReports>(app, 'perception');
  const last = Math.max(...said.month);
  const from = new Date(Date.UTC(1970, last, 1)).toISOString().slice(0, 10);
  // The bits of evening and night: hours 20 to 02 lie in both.
  const heard = said.month.filter((month, i) => month >= last && (said.times[i]! & 12) !== 0).length;
  await page.goto(`${app.url}/sigtuna/karta?from=${from}&hod=20-02&layer=perception,places`);
  await shown(page);
  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const summary = page
    .getByRole('tabpanel')
    .getByText(new RegExp(`^${grouped(heard)} av ${grouped(said.x.length)} upplevelser`));
  await expect(summary).toBeVisible();
  expect(heard).toBeGreaterThan(0);
});

test('the time bar has what people say beside what is recorded, by a scale of its own, and the panel by part of the day and week', async ({
  page,
  app,
}) => {
  const said = await get<PerceptionReports>(app, 'perception');
  await page.goto(`${app.url}/sigtuna/karta?layer=places`);
  await shown(page);
  const bar = page.getByRole('region', { name: 'Tid', exact: false }).filter({ has: page.getByRole('slider') });
  await expect(bar.getByText(/^upplevelser:/)).toHaveCount(0);
  await legendOf(page).getByRole('checkbox', { name: 'Upplevelser' }).check();
  await expect(bar.getByText(/^upplevelser: \d+ per månad$/)).toBeVisible();
  const perMonth = new Map<number, number>();
  for (const month of said.month) perMonth.set(month, (perMonth.get(month) ?? 0) + 1);
  await expect(bar.getByText(/^Upplevelser i tidslinjen: /)).toHaveText(
    new RegExp(`flest i .+, ${grouped(Math.max(...perMonth.values()))}\\.$`),
  );
  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const table = page.getByRole('tabpanel').getByRole('table', { name: /På vardagar och helger/ });
  for (const [band, name] of ['Morgon', 'Dag', 'Kväll', 'Natt'].entries())
    for (const [at, day] of [1, 2].entries()) {
      const n = said.times.filter((times, i) => (times >> band) & 1 && (said.days[i]! & day) !== 0).length;
      await expect(
        table
          .getByRole('row', { name: new RegExp(`^${name}`) })
          .getByRole('cell')
          .nth(at),
      ).toHaveText(new RegExp(`^${grouped(n)}$`));
    }
});

test('a report is explained in words: flags as how many in a cell, a mark with what was said at the dialogue', async ({
  page,
  app,
}) => {
  const said = await get<PerceptionReports>(app, 'perception');
  const { proj4: text } = (await (await fetch(`${app.url}/api/sigtuna`)).json()) as Municipality;
  const degrees = proj4('EPSG:4326', text);
  const open = async (i: number): Promise<void> => {
    const [lon, lat] = degrees.inverse([said.x[i]!, said.y[i]!]);
    await page.goto(`${app.url}/sigtuna/karta?layer=perception&map=17/${lat!.toFixed(6)}/${lon!.toFixed(6)}`);
    await shown(page);
    await restingMap(page);
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/at=u:/);
  };
  const panel = page.getByRole('tabpanel');
  const here = (i: number): number[] =>
    [...said.x.keys()].filter((one) => said.x[one] === said.x[i] && said.y[one] === said.y[i]);
  const flag = said.channel.findIndex(
    (channel, i) => channel === 0 && said.precision[i] === 1 && here(i).every((one) => said.channel[one] === 0),
  );
  await open(flag);
  await expect(panel.getByText(new RegExp(`^${here(flag).length} markering`))).toContainText('i en ruta på 100 m');
  await expectAccessible(page, 'what is said of a place');

  const mark = said.channel.findIndex(
    (channel, i) => channel === 1 && said.precision[i] === 0 && said.safe[i] === 0 && here(i).length === 1,
  );
  await open(mark);
  await expect(panel.getByRole('list', { name: 'Markerat vid dialoger' }).getByRole('listitem')).toHaveText([
    /^Otryggt vid en medborgardialog, .+markerat på kartan/,
  ]);
});

test('the gap map is drawn, listed and explained with the figures of the kernel and of SQL', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/karta?layer=places`);
  await shown(page);
  const without = await restingMap(page);
  await legendOf(page).getByRole('checkbox', { name: 'Upplevt mot registrerat' }).check();
  const gaps = await get<Gaps>(app, `analysis/gap-map?${CELLS}`);
  const felt = gaps.gaps.filter((gap) => gap.class === FELT).length;
  await expect(
    legendOf(page).getByRole('listitem').filter({ hasText: 'fler upplever än vad som registrerats' }),
  ).toHaveText(new RegExp(`${felt}$`), { timeout: 60_000 });
  expect(await differingPixels(page, without, await restingMap(page))).toBeGreaterThan(300);

  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const list = page.getByRole('tabpanel').locator('ol').getByRole('listitem');
  await expect(list).toHaveCount(gaps.gaps.length);
  const [first] = gaps.gaps;
  await expect(list.first()).toContainText(`${first!.voices} röster`);
  for (const { slug, voices } of gaps.places) {
    const { features } = await get<{ features: { properties: { slug: string; names: { sv: string } } }[] }>(
      app,
      'places',
    );
    const { sv } = features.find(({ properties }) => properties.slug === slug)!.properties.names;
    const row = page
      .getByRole('tabpanel')
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${sv}`) });
    await expect(row.first()).toContainText(`${voices} röster`);
  }
  await expectAccessible(page, 'the gap map beside its list');

  await list.first().click();
  await expect(page.getByRole('tabpanel').getByText('fler upplever än vad som registrerats.')).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText('exakt p');
  await expect(page).toHaveURL(/at=g:/);
  await expectAccessible(page, 'the card of a gap');
});

test('what wasn’t reported is told by place in the order of names, and little is not told', async ({ page, app }) => {
  const silence = await get<Silence>(app, 'analysis/silence');
  await page.goto(`${app.url}/sigtuna/karta?layer=perception,places`);
  await shown(page);
  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const section = page.getByRole('region', { name: 'Händelser som inte anmälts' });
  const rows = section.getByRole('row');
  await expect(rows).toHaveCount(silence.places.length + 1, { timeout: 60_000 });
  const names = await section.getByRole('rowheader').allTextContents();
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'sv')));
  for (const place of silence.places.filter(({ n }) => n !== null))
    await expect(
      section
        .getByRole('row')
        .filter({ hasText: ` ${Math.round(place.share! * 100)}` })
        .first(),
    ).toBeVisible();
  expect(await section.getByText('visas inte').count()).toBe(silence.places.filter(({ n }) => n === null).length);
});

/** Every report with where it is, in metres, and which of those made together it was. */
const SAID = `
  said as (
    select d.channel, m.feeling, 'feels' as kind, null as reported, m.precision in ('point', 'segment') as placed,
      st_transform(st_pointonsurface(m.geometry), 3006) as at, d.dialogue_id::text as voice
    from staff.dialogue d join staff.dialogue_mark m using (municipality_id, dialogue_id)
    union all
    select 'walk', o.feeling, 'feels', null, o.precision in ('point', 'segment'), st_transform(s.geometry, 3006), w.walk_id::text
    from staff.walk w
    join staff.walk_observation o using (municipality_id, walk_id)
    join staff.walk_stop s using (municipality_id, walk_id, stop_id)
    where w.walk_held
    union all
    select 'resident_flag', f.feeling, f.kind, f.reported, f.cell_x is not null,
      coalesce(st_setsrid(st_point(f.cell_x * 100 + 50, f.cell_y * 100 + 50), 3006), st_transform(st_pointonsurface(p.geometry), 3006)),
      case when f.repeated or f.echo then null else coalesce('burst ' || m.burst, 'day ' || m.received_on, f.flag_id::text) end
    from flag.flag f
    left join flag.moderation m using (municipality_id, flag_id)
    left join staff.place p on p.municipality_id = f.municipality_id and p.slug = f.place
    where f.fate in ('live', 'merged')),
  studied as (select st_union(geometry) as region from staff.place where kind = 'study_area' and on_by_default),
  heard as (select s.* from said s, studied where st_covers(region, st_transform(at, 4326)))`;

test('voices compared and what wasn’t reported are, on the page, what SQL of its own counts in the same rows', async ({
  page,
  app,
}) => {
  interface Counted {
    voices: number;
    told: number;
    silent: number;
  }
  const [counted] = await ownSql<Counted>(
    app,
    `with ${SAID}
     select (select count(distinct (voice, floor(st_x(at) / 200), floor(st_y(at) / 200))) from heard
         where feeling = 'unsafe' and placed and voice is not null)::int as voices,
       count(*) filter (where kind = 'happened' and reported in ('yes', 'no'))::int as told,
       count(*) filter (where kind = 'happened' and reported = 'no')::int as silent
     from heard`,
  );
  const { voices, told, silent } = counted!;
  expect(Math.min(voices, told, silent)).toBeGreaterThan(0);
  await page.goto(`${app.url}/sigtuna/karta?layer=perception,gaps,places`);
  await shown(page);
  await page.getByRole('tab', { name: 'Upplevt' }).click();
  const panel = page.getByRole('tabpanel');
  const waiting = { timeout: 60_000 };
  await expect(panel.getByText(/röster jämförda med/)).toHaveText(new RegExp(`^${grouped(voices)} röster`), waiting);
  const whole = panel.getByText(/^Av .+ som råkat ut för något/);
  await expect(whole).toHaveText(new RegExp(`^Av ${grouped(told)} som råkat ut för något`), waiting);
  // The share is that of a place like these, so that the rows' own lies in its interval and needn't equal it.
  const [, low, high] = /\((\d+)\s%–(\d+)\s%\)/.exec((await whole.textContent())!)!.map(Number);
  expect((100 * silent) / told).toBeGreaterThan(low!);
  expect((100 * silent) / told).toBeLessThan(high!);
});

test('a file of dialogues is stored whole, or not at all with every bad row told; a dialogue is removed', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/dialoger`);
  const section = page.locator('section').filter({ hasText: 'Läs in dialoger' });
  await expect(section.getByRole('listitem').first()).toBeVisible();
  const before = await section.getByRole('listitem').count();
  const head = 'datum;kanal;grupp;deltagare;longitud;latitud;känsla;skäl;tid';
  const good = '2026-02-03;medborgardialog;boende;14;17,8276;59,6149;otrygg;dark;kväll';
  const choose = (rows: string[]) =>
    section
      .getByLabel(/Läs in dialoger/)
      .setInputFiles({ name: 'dialoger.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...rows].join('\n')) });
  await choose([good, good.replace('otrygg', 'sådär')]);
  await expect(section.getByText(/Rad 3:.*sådär/)).toBeVisible();
  await choose([good]);
  await expect(section.getByText('1 dialoger med 1 markeringar sparades.')).toBeVisible();
  await expect(section.getByRole('listitem')).toHaveCount(before + 1);
  await expectAccessible(page, 'dialogues');
  await section.getByRole('button', { name: 'Ta bort 3 feb. 2026' }).click();
  await section.getByRole('button', { name: 'Ta bort', exact: true }).click();
  await expect(section.getByRole('listitem')).toHaveCount(before);
});

for (const [name, options] of [
  ['on a telephone', { viewport: { width: 390, height: 844 } }],
  ['in the dark', { colorScheme: 'dark' }],
  ['in Arabic', { locale: 'ar' }],
] as const)
  test(`is accessible ${name}`, async ({ browser, app }) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    if (name === 'in Arabic') await page.addInitScript(() => localStorage.setItem('lagesbild.language', 'ar'));
    await page.goto(`${app.url}/sigtuna/karta?layer=perception,gaps,places`);
    const tab = page.getByRole('tab', { name: name === 'in Arabic' ? 'التجارب' : 'Upplevt' });
    if (name === 'on a telephone') await page.getByRole('button', { name: 'Visa siffrorna' }).click();
    await tab.click();
    await expect(page.getByRole('tabpanel').locator('ol').getByRole('listitem').first()).toBeVisible({
      timeout: 60_000,
    });
    await expectAccessible(page, name);
    await expectNoSideways(page, name);
    await context.close();
  });
