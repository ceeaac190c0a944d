import type { Feeling, FlagDays, FlagForm, FlagKind, FlagTime, FlagWhere, NewFlag } from '@lagesbild/contract';

/** What somebody is about to tell. Every answer may still be missing. */
export interface Draft {
  kind: FlagKind | null;
  feeling: Feeling;
  where: FlagWhere | null;
  /** The first weighs most. */
  reasons: readonly string[];
  times: readonly FlagTime[];
  days: FlagDays;
  often: NonNullable<NewFlag['often']> | null;
  strength: number | null;
  helps: readonly string[];
  reported: NonNullable<NewFlag['reported']> | null;
  whyNot: readonly string[];
  note: string;
  about: NonNullable<NewFlag['about']> | null;
}

export const EMPTY: Draft = {
  kind: null,
  feeling: 'unsafe',
  where: null,
  reasons: [],
  times: [],
  days: 'both',
  often: null,
  strength: null,
  helps: [],
  reported: null,
  whyNot: [],
  note: '',
  about: null,
};

/** Another answer to the first question; what doesn't fit it any more goes. */
export function ofKind(draft: Draft, kind: FlagKind, feeling: Feeling): Draft {
  const kept = draft.feeling === feeling ? draft.reasons : [];
  const told = kind === 'happened' ? {} : { reported: null, whyNot: [] };
  const helps = feeling === 'safe' ? { helps: [] } : {};
  return { ...draft, kind, feeling, reasons: kept, ...told, ...helps };
}

export const STEPS = [
  'emergency',
  'kind',
  'place',
  'reasons',
  'when',
  'reported',
  'why_not',
  'strength',
  'help',
  'note',
  'review',
] as const;
export type Step = (typeof STEPS)[number];

/** The questions that this draft meets, in order. */
export function stepsOf({ kind, feeling, reported }: Draft, { free_text }: Pick<FlagForm, 'free_text'>): Step[] {
  const left: Partial<Record<Step, boolean>> = {
    reported: kind === 'happened',
    why_not: kind === 'happened' && reported === 'no',
    help: feeling === 'unsafe',
    note: free_text,
  };
  return STEPS.filter((step) => left[step] ?? true);
}

/** What a draft has an answer to that must be there before it can be sent. */
export const isComplete = ({ kind, where, reasons, times }: Draft): boolean =>
  kind !== null && where !== null && reasons.length > 0 && times.length > 0;

/** What is sent of a complete draft: its answers and nothing else. */
export function flagOf(draft: Draft): NewFlag {
  const { kind, feeling, where, reasons, times, days, often, strength, helps, reported, whyNot, about } = draft;
  const note = draft.note.trim();
  return {
    kind: kind!,
    feeling,
    where: where!,
    // In the order of the alphabet: in which order they were tapped is nobody's.
    reasons: [...reasons].sort(),
    weightiest: reasons[0]!,
    times: [...times].sort(),
    days,
    ...(often === null ? {} : { often }),
    ...(strength === null ? {} : { strength }),
    ...(helps.length === 0 ? {} : { helps: [...helps].sort() }),
    ...(kind === 'happened' && reported !== null ? { reported } : {}),
    ...(kind === 'happened' && reported === 'no' && whyNot.length > 0 ? { why_not: [...whyNot].sort() } : {}),
    ...(note === '' ? {} : { note }),
    ...(about === null ? {} : { about }),
  };
}
