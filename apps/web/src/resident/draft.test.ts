import { NewFlag } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { type Draft, EMPTY, flagOf, isComplete, ofKind, stepsOf } from './draft.ts';

const told: Draft = {
  ...EMPTY,
  kind: 'happened',
  where: { cell: { x: 6611, y: 66124 } },
  reasons: ['threats', 'dark'],
  times: ['night', 'evening'],
  reported: 'no',
  whyNot: ['no_trust', 'consequences'],
  note: '  ',
};

describe('a draft', () => {
  it('asks whether it was reported only where something happened, and why not only where it wasn’t', () => {
    const steps = (draft: Draft): string[] => stepsOf(draft, { free_text: false });
    expect(steps({ ...EMPTY, kind: 'feels' })).not.toContain('reported');
    expect(steps({ ...told, reported: 'yes' })).toContain('reported');
    expect(steps({ ...told, reported: 'yes' })).not.toContain('why_not');
    expect(steps(told)).toContain('why_not');
    expect(steps({ ...EMPTY, kind: 'feels', feeling: 'safe' })).not.toContain('help');
    expect(steps(told)).not.toContain('note');
    expect(stepsOf(told, { free_text: true })).toContain('note');
  });

  it('forgets what doesn’t fit another kind', () => {
    expect(ofKind(told, 'feels', 'unsafe')).toMatchObject({ reasons: told.reasons, reported: null, whyNot: [] });
    expect(ofKind(told, 'feels', 'safe').reasons).toEqual([]);
  });

  it('is complete with a kind, a place, a reason and a time', () => {
    expect(isComplete(told)).toBe(true);
    for (const missing of [{ kind: null }, { where: null }, { reasons: [] }, { times: [] }])
      expect(isComplete({ ...told, ...missing })).toBe(false);
  });

  it('is sent as the contract has it, in no order of its own', () => {
    const flag = flagOf(told);
    expect(NewFlag.parse(flag)).toEqual(flag);
    expect(flag).toEqual({
      kind: 'happened',
      feeling: 'unsafe',
      where: { cell: { x: 6611, y: 66124 } },
      reasons: ['dark', 'threats'],
      weightiest: 'threats',
      times: ['evening', 'night'],
      days: 'both',
      reported: 'no',
      why_not: ['consequences', 'no_trust'],
    });
    const felt = flagOf({ ...told, kind: 'feels', about: { age_band: '18_29', gender: null }, strength: 3 });
    expect(felt).not.toHaveProperty('reported');
    expect(felt).not.toHaveProperty('why_not');
    expect(NewFlag.parse(felt)).toMatchObject({ about: { age_band: '18_29', gender: null }, strength: 3 });
  });
});
