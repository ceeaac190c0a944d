import {
  findingsOf,
  NewPermitArea,
  NewUnit,
  NewVisitOf,
  PlannedVisits,
  UNIT_SIZE_MIN,
  Zone,
} from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { insidePolygon, ringsOf } from '../ring.testing.ts';
import { SIGTUNA } from '../shipped.ts';
import { generatePresence } from './presence.ts';

const UNTIL = '2026-11-27';
const presence = generatePresence(UNTIL);

describe('the presence of the demonstration', () => {
  it('is the same for the same day', () => {
    expect(generatePresence(UNTIL)).toEqual(presence);
  });

  it('is what the api would take: zones inside the municipality, units of five or more, visits to five minutes', () => {
    const outline = ringsOf(SIGTUNA.outline);
    for (const zone of presence.zones) {
      Zone.parse(zone);
      for (const corner of zone.outline.coordinates.flat(2))
        expect(insidePolygon(corner, outline), zone.name).toBe(true);
    }
    for (const { unit_id: _, ...unit } of presence.units)
      expect(NewUnit.parse(unit).size).toBeGreaterThanOrEqual(UNIT_SIZE_MIN);
    const { permit_id: _, ...permit } = presence.permit;
    NewPermitArea.parse(permit);
    for (const { visit_id: _id, zone_name: _name, ...visit } of presence.visits) NewVisitOf.parse(visit);
    expect(new Set(presence.visits.map(({ visit_id }) => visit_id)).size).toBe(presence.visits.length);
  });

  it('says of every plan, unit and permit that it is made up', () => {
    const names = [presence.plan, ...presence.units, presence.permit].map(({ name }) => name);
    for (const name of names) expect(name).toMatch(/\(påhitta(d|t|de)\)$/);
  });

  it('plans six weeks, this one and the next, which can be done as they stand', () => {
    expect(presence.weeks.map(({ week }) => week)).toEqual([
      ...[
        '2026-10-12',
        '2026-10-19',
        '2026-10-26',
        '2026-11-02',
        '2026-11-09',
        '2026-11-16',
        '2026-11-23',
        '2026-11-30',
      ],
    ]);
    for (const { week, lines } of presence.weeks) {
      for (const line of lines) PlannedVisits.parse(line);
      expect(findingsOf(week, 'Europe/Stockholm', lines)).toEqual([]);
    }
  });

  it('has visits up to yesterday, fewer than planned and fewest on the path where people are uneasy', () => {
    const days = presence.visits.map(({ started_on }) => started_on).sort();
    expect([days[0]! >= '2026-10-12', days.at(-1)! <= UNTIL]).toEqual([true, true]);
    const shareOf = (zone_id: string): number => {
      const past = presence.weeks.filter(({ week }) => week < '2026-11-23').flatMap(({ lines }) => lines);
      const planned = past.filter((line) => line.zone_id === zone_id).reduce((n, { visits }) => n + visits, 0);
      const made = presence.visits.filter((one) => one.zone_id === zone_id && one.started_on < '2026-11-23').length;
      return made / planned;
    };
    const shares = presence.zones.map(({ name, zone_id }) => [shareOf(zone_id), name] as const);
    for (const [share, name] of shares) expect(share, name).toBeLessThanOrEqual(1);
    expect(shares.sort(([a], [b]) => a - b)[0]![1]).toBe('Gångstråket mot Valsta');
  });
});
