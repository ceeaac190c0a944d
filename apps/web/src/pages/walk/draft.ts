import type { Feeling, FlagForm, FlagTime, NewWalkObservation } from '@lagesbild/contract';
import { TIME_BANDS } from '@lagesbild/contract';
import type { Photo } from './kept.ts';

/** What is seen at a stop, while it is being said. */
export interface Draft extends Omit<NewWalkObservation, 'weightiest' | 'feeling'> {
  /** Tells it from others, and becomes its number. */
  key: string;
  /** null until it is said. */
  feeling: Feeling | null;
  /** The first weighs most. */
  reasons: string[];
  photos: readonly Photo[];
}

/** The part of the day that an hour is in. */
export const bandAt = (hour: number): FlagTime =>
  TIME_BANDS.find(({ start, end }) => (start < end ? hour >= start && hour < end : hour >= start || hour < end))!.code;

/** An empty one at a stop; of the hour that it is. */
export const emptyDraft = (key: string, stop_id: string, hour: number): Draft => ({
  ...{ key, stop_id, precision: 'point', feeling: null, reasons: [], times: [bandAt(hour)], strength: null },
  ...{ manager: null, note: '', photos: [] },
});

/** Has anything been chosen or written that somebody would miss? */
export const isBegun = ({ feeling, manager, note, photos, strength }: Draft): boolean =>
  feeling !== null || manager !== null || note !== '' || photos.length > 0 || strength !== null;

/** The other feeling; reasons that don't go with it fall away. */
export function felt(draft: Draft, feeling: Feeling, reasons: FlagForm['reasons']): Draft {
  const fits = new Set(reasons.filter((reason) => reason.feeling === feeling).map(({ code }) => code));
  return { ...draft, feeling, reasons: draft.reasons.filter((code) => fits.has(code)) };
}

/** What is sent of a draft whose feeling is said. */
export const observationOf = ({
  key,
  photos,
  feeling,
  reasons,
  times,
  note,
  ...draft
}: Draft & { feeling: Feeling }): NewWalkObservation => ({
  ...draft,
  ...{ feeling, reasons: [...reasons].sort(), weightiest: reasons[0] ?? null, times: [...times].sort() },
  note: note.trim(),
});
