import { describe, expect, it } from 'vitest';
import { stockholmToUtc } from './demonstration/clock.ts';
import { MEASURE_WEEKS_BEFORE_END } from './demonstration/shift.ts';
import { type DemonstrationIncident, generateDemonstration } from './demonstration.ts';
import { insidePolygon, ringsOf } from './ring.testing.ts';
import { SHIPPED_CATEGORIES, SIGTUNA } from './shipped.ts';

const UNTIL = '2026-11-23';
const all = [...generateDemonstration({ until: UNTIL })];

const rings = (slug: string) => ringsOf(SIGTUNA.places.find((place) => place.properties.slug === slug)!.geometry);
const located = all.filter((incident) => incident.lon !== null);
const within = (slug: string): DemonstrationIncident[] =>
  located.filter(({ lon, lat }) => insidePolygon([lon!, lat!], rings(slug)));
const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;

/** Local hour and ISO weekday in Stockholm, by the platform's own time zone data. */
const local = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});
const hourOf = (ms: number): number => Number(local.formatToParts(ms).find(({ type }) => type === 'hour')!.value);
const dayOf = (ms: number): string => local.formatToParts(ms).find(({ type }) => type === 'weekday')!.value;

describe('the demonstration', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    const again = [...generateDemonstration({ until: UNTIL })];
    expect(again).toEqual(all);
    const other = [...generateDemonstration({ until: UNTIL, seed: 1 })];
    expect(other.slice(0, 50)).not.toEqual(all.slice(0, 50));
  });

  it('holds about 25,000 incidents over five years that end with the last whole week', () => {
    expect(all.length).toBeGreaterThan(24_000);
    expect(all.length).toBeLessThan(26_500);
    const days = all.map(({ occurred_from }) => occurred_from);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(Date.parse('2021-11-21T23:00:00Z'));
    expect(Math.min(...days)).toBeLessThan(Date.parse('2021-11-24T00:00:00Z'));
    expect(Math.max(...days)).toBeLessThan(Date.parse('2026-11-22T23:00:00Z'));
    expect(Math.max(...days)).toBeGreaterThan(Date.parse('2026-11-21T00:00:00Z'));
  });

  it('ends a week earlier on a Sunday, as that week isn’t whole yet', () => {
    const last = [...generateDemonstration({ until: '2026-11-22' })].at(-1)!;
    expect(last.occurred_from).toBeLessThan(Date.parse('2026-11-15T23:00:00Z'));
  });

  it('uses only categories that are shipped, and each of the four publication groups', () => {
    const groups = new Map(SHIPPED_CATEGORIES.map(({ code, group }) => [code, group]));
    for (const { category } of all) expect(groups.has(category), category).toBe(true);
    const used = new Set(all.map(({ category }) => groups.get(category)));
    expect([...used].filter((group) => group !== null).sort()).toEqual([1, 2, 3, 4]);
  });

  it('lies inside the municipality, point for point', () => {
    const outline = ringsOf(SIGTUNA.outline);
    expect(located.filter(({ lon, lat }) => !insidePolygon([lon!, lat!], outline))).toEqual([]);
    for (const { lon, lat, precision } of all)
      expect(lon === null && lat === null).toBe(precision === 'area' || precision === 'municipality');
  });

  it('gathers at the three named places, and leaves something everywhere else', () => {
    const named = ['valsta-centrum', 'marsta-centrum', 'marsta-station'].map((slug) => share(within(slug), all));
    for (const one of named) expect(one).toBeGreaterThan(0.07);
    expect(named.reduce((sum, one) => sum + one)).toBeLessThan(0.55);
    for (const slug of ['sigtuna-stad', 'rosersberg', 'steninge', 'arlanda'])
      expect(share(within(slug), all), slug).toBeGreaterThan(0.02);
    expect(share(within('arlanda'), all)).toBeLessThan(0.25);
  });

  it('has no coordinate with more than 1 % of the rows', () => {
    const counts = new Map<string, number>();
    for (const { lon, lat } of located) counts.set(`${lon},${lat}`, (counts.get(`${lon},${lat}`) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThan(all.length / 100);
  });

  it('falls in Valsta after the measure and rises at the station, while the centre stays', () => {
    const end = stockholmToUtc(20_780 * 1440); // 2026-11-23
    const year = 364 * 86_400_000;
    const last = (rows: DemonstrationIncident[]) => rows.filter((row) => row.occurred_from >= end - year);
    const before = (rows: DemonstrationIncident[]) => {
      const to = end - MEASURE_WEEKS_BEFORE_END * 7 * 86_400_000;
      return rows.filter((row) => row.occurred_from >= to - year && row.occurred_from < to);
    };
    const change = (slug: string) => last(within(slug)).length / before(within(slug)).length;
    expect(change('valsta-centrum')).toBeLessThan(0.8);
    expect(change('marsta-station')).toBeGreaterThan(1.2);
    expect(change('marsta-centrum')).toBeGreaterThan(0.8);
    expect(change('marsta-centrum')).toBeLessThan(1.2);
  });

  it('keeps fights to evenings and the nights of Friday and Saturday, shoplifting to opening hours', () => {
    const timed = all.filter(({ time_precision }) => time_precision === 'minute');
    const fights = timed.filter(({ category }) => category === 'brawl' || category === 'assault_outdoors');
    const night = fights.filter(({ occurred_from }) => hourOf(occurred_from) >= 17 || hourOf(occurred_from) < 4);
    expect(share(night, fights)).toBeGreaterThan(0.6);
    const party = fights.filter(({ occurred_from }) => ['Fri', 'Sat'].includes(dayOf(occurred_from - 6 * 3_600_000)));
    expect(share(party, fights)).toBeGreaterThan(0.38); // 2/7 = 0.29 if days were equal
    const shops = timed.filter(({ category }) => category === 'shoplifting');
    const open = shops.filter(({ occurred_from }) => hourOf(occurred_from) >= 9 && hourOf(occurred_from) < 21);
    expect(share(open, shops)).toBeGreaterThan(0.85);
  });

  it('has more bicycles stolen in summer than in winter, and more burgled homes in winter than in summer', () => {
    const months = (category: string, wanted: number[]) =>
      all.filter((row) => row.category === category && wanted.includes(new Date(row.occurred_from).getUTCMonth()))
        .length;
    expect(months('bicycle_theft', [5, 6, 7])).toBeGreaterThan(1.8 * months('bicycle_theft', [11, 0, 1]));
    expect(months('burglary_home', [11, 0, 1])).toBeGreaterThan(1.4 * months('burglary_home', [5, 6, 7]));
  });

  it('gives what happened unseen an interval, over the night more often than not', () => {
    const thefts = all.filter(({ category }) => category === 'theft_from_vehicle');
    for (const { occurred_from, occurred_to } of thefts) expect(occurred_to).toBeGreaterThanOrEqual(occurred_from);
    const overnight = thefts.filter((row) => dayOf(row.occurred_from) !== dayOf(row.occurred_to!));
    expect(share(overnight, thefts)).toBeGreaterThan(0.5);
  });

  it('comes in late: nothing is registered after today, and the last week is short of its reports', () => {
    for (const { registered, reported_at, occurred_from, occurred_to } of all) {
      expect(registered <= UNTIL).toBe(true);
      expect(reported_at).toBeGreaterThanOrEqual(occurred_to ?? occurred_from);
    }
    const inWeek = (weeksBack: number) =>
      all.filter(({ occurred_from }) => {
        const age = (Date.parse('2026-11-22T23:00:00Z') - occurred_from) / (7 * 86_400_000);
        return Math.floor(age) === weeksBack;
      }).length;
    const earlier = [8, 9, 10, 11, 12, 13].map(inWeek).reduce((sum, n) => sum + n) / 6;
    expect(inWeek(0)).toBeLessThan(0.92 * earlier);
  });

  it('has reports that hold several offences, at one place', () => {
    const reports = new Map<string, DemonstrationIncident[]>();
    for (const incident of all)
      if (incident.report !== null) reports.set(incident.report, [...(reports.get(incident.report) ?? []), incident]);
    const several = [...reports.values()].filter((rows) => rows.length > 1);
    expect(several.length).toBeGreaterThan(100);
    for (const rows of several) {
      expect(new Set(rows.map(({ lon, lat }) => `${lon},${lat}`)).size).toBe(1);
      expect(rows.every(({ counting_unit }) => counting_unit === 'offence')).toBe(true);
    }
  });

  it('knows how each came to light: police find drugs, guards see shoplifting, residents report the rest', () => {
    const by = (category: string, discovery: string) =>
      share(
        all.filter((row) => row.category === category && row.discovery === discovery),
        all.filter((row) => row.category === category),
      );
    expect(by('drug_possession', 'police_discovered')).toBeGreaterThan(0.85);
    expect(by('shoplifting', 'partner_observed')).toBeGreaterThan(0.8);
    expect(by('burglary_home', 'resident_reported')).toBeGreaterThan(0.9);
    expect(
      share(
        all.filter(({ discovery }) => discovery === 'resident_reported'),
        all,
      ),
    ).toBeGreaterThan(0.6);
  });

  it('has ids and row numbers that are all different', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ row }) => row)).toEqual(all.map((_, index) => index + 1));
  });
});
