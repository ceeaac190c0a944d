import { NewWalk, NewWalkObservation, WALK_STEPS } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { insidePolygon, ringsOf } from '../ring.testing.ts';
import { SHIPPED_FLAGS, SHIPPED_MANAGERS, SIGTUNA } from '../shipped.ts';
import { generateActions } from './actions.ts';
import { generateWalks } from './walks.ts';

describe.each(['2026-11-27', '2026-11-30', '2027-02-28'])('the safety walks of a demonstration made on %s', (until) => {
  const walks = generateWalks(until);

  it('are the same for the same day', () => {
    expect(generateWalks(until)).toEqual(walks);
  });

  it('are what the api would take, inside the municipality, said by choices that ship', () => {
    const outline = ringsOf(SIGTUNA.outline);
    const reasons = SHIPPED_FLAGS.choices.flatMap((choice) => (choice.kind === 'reason' ? [choice] : []));
    const kinds = generateActions(until).map(({ kind }) => kind);
    for (const { walk_id: _, observations, ...walk } of walks) {
      NewWalk.parse(walk);
      for (const { geometry } of walk.stops) expect(insidePolygon(geometry.coordinates, outline)).toBe(true);
      for (const { observation_id: _id, status, because, made_into, revisits: _looks, ...seen } of observations) {
        NewWalkObservation.parse(seen);
        expect(walk.stops.map(({ stop_id }) => stop_id)).toContain(seen.stop_id);
        const fits = reasons.filter(({ feeling }) => feeling === seen.feeling).map(({ code }) => code);
        expect(fits).toEqual(expect.arrayContaining(seen.reasons));
        if (seen.manager !== null) expect(SHIPPED_MANAGERS.map(({ code }) => code)).toContain(seen.manager);
        if (made_into !== null) expect(kinds).toContain(made_into);
        expect(status === 'cannot').toBe(because !== '');
      }
    }
  });

  it('are one that was gone and told about, whose revisit is to come, and one that is planned; each says that it is made up', () => {
    const [gone, planned] = walks;
    for (const step of WALK_STEPS) {
      const { on, held } = gone!.dates[step];
      expect([step, held, on! < until]).toEqual([step, step !== 'revisit', step !== 'revisit']);
      expect(planned!.dates[step].held || planned!.dates[step].on! <= until).toBe(false);
    }
    const looks = gone!.observations.flatMap(({ revisits }) => revisits);
    expect(new Set(looks.map(({ state }) => state))).toEqual(new Set(['still', 'better', 'mended']));
    for (const { on } of looks) expect(on > gone!.dates.feedback.on! && on < until).toBe(true);
    expect(planned!.observations).toEqual([]);
    for (const { notes } of walks) expect(notes).toContain('Påhittad');
  });
});
