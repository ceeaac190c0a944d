import { actionVerdict, type BeforeAfter } from '@lagesbild/analysis';
import { describe, expect, it } from 'vitest';
import { generateDemonstration } from '../demonstration.ts';
import { generateActions } from './actions.ts';
import { dayNumber, stockholmToUtc } from './clock.ts';

const METRES_A_DEGREE = 111_195;
const [DAY_MIN, YEAR_DAYS] = [1440, 364];

/** Whatever day it is loaded on: the same chance gives other weeks another sum. */
describe.each(['2026-11-27', '2026-12-02', '2027-02-14'])('the actions of a demonstration made on %s', (until) => {
  const seen = [...generateDemonstration({ until })].filter(
    ({ lon, discovery, precision }) =>
      lon !== null && ['resident_reported', 'unknown'].includes(discovery) && ['point', 'segment'].includes(precision),
  );
  /** Reports between two distances of a point, between two days. */
  const count = ([lon, lat]: readonly number[], [nearest, farthest]: number[], from: number, to: number): number => {
    const across = METRES_A_DEGREE * Math.cos((lat! * Math.PI) / 180);
    const [first, end] = [stockholmToUtc(from * DAY_MIN), stockholmToUtc((to + 1) * DAY_MIN)];
    const found = seen.filter((incident) => {
      const metres = Math.hypot((incident.lon! - lon!) * across, (incident.lat! - lat!) * METRES_A_DEGREE);
      const isThen = incident.occurred_from >= first && incident.occurred_from < end;
      return isThen && metres >= nearest! && metres < farthest!;
    });
    return new Set(found.map(({ report, id }) => report ?? id)).size;
  };

  it('are found to have worked, moved, done nothing and be too few to tell, as they were planted', () => {
    const verdicts = generateActions(until)
      .filter(({ follow_up_on, registered_on }) => registered_on !== null && follow_up_on <= until)
      .map(({ kind, area, control, ring_m, outcome, starts_on, ends_on, follow_up_on }) => {
        const from = dayNumber(starts_on);
        const to = ends_on === null ? dayNumber(follow_up_on) - 1 : dayNumber(ends_on);
        const both = (of: readonly number[], reach: number[]): BeforeAfter => [
          count(of, reach, from - YEAR_DAYS, to - YEAR_DAYS),
          count(of, reach, from, to),
        ];
        const [inner, compared] = [area![2], control![2]];
        const { verdict } = actionVerdict(
          {
            ...{ treated: both(area!, [0, inner]), control: both(control!, [0, compared]) },
            displacement: both(area!, [inner, inner + ring_m]),
            displacementControl: both(control!, [compared, compared + ring_m]),
          },
          { direction: outcome!.direction, share: outcome!.percent / 100 },
        );
        return [kind, verdict];
      });
    expect(Object.fromEntries(verdicts)).toEqual({
      lighting: 'worked',
      cameras: 'moved',
      information: 'nothing_seen',
      rebuilding: 'too_little',
    });
  });
});
