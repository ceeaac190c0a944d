import type { DialogueGroup, FlagForm, MarkGeometry, NewDialogue, NewMark } from '@lagesbild/contract';

/** What is said of one place, while the meeting goes on. */
export interface DraftMark extends Omit<NewMark, 'weightiest' | 'precision'> {
  /** Tells it from the others of this draft. */
  id: string;
  /** Slug of the named place it was given by, instead of on the map. */
  place: string | null;
  /** The first weighs most. */
  reasons: string[];
}

/** A meeting as it is being recorded. What has to be there may still be missing. */
export interface Draft {
  channel: NewDialogue['channel'];
  held_on: string;
  place: string | null;
  group: DialogueGroup | null;
  /** As it was typed. */
  took_part: string;
  notes: string;
  marks: readonly DraftMark[];
}

export const emptyDraft = (today: string): Draft => ({
  ...{ channel: 'citizen_dialogue', held_on: today, place: null, group: null, took_part: '', notes: '', marks: [] },
});

/** Has anything been typed or marked that somebody would miss? */
export const isBegun = ({ group, took_part, notes, marks }: Draft): boolean =>
  group !== null || took_part !== '' || notes !== '' || marks.length > 0;

export const newMark = (
  id: string,
  geometry: MarkGeometry,
  feeling: NewMark['feeling'],
  place: string | null = null,
): DraftMark => ({ id, geometry, feeling, place, reasons: [], times: [], days: null, strength: null });

/** The other feeling; reasons that don't go with it fall away. */
export function felt(mark: DraftMark, feeling: NewMark['feeling'], reasons: FlagForm['reasons']): DraftMark {
  const fits = new Set(reasons.filter((reason) => reason.feeling === feeling).map(({ code }) => code));
  return { ...mark, feeling, reasons: mark.reasons.filter((code) => fits.has(code)) };
}

export type Lack = 'held_on' | 'group' | 'took_part' | 'marks';

const TOOK_PART_MAX = 10_000;

/** What can't be sent yet, in the order of the page. */
export function lacks({ held_on, group, took_part, marks }: Draft, today: string): Lack[] {
  const n = Number(took_part);
  return (
    [
      ['held_on', !/^\d{4}-\d{2}-\d{2}$/.test(held_on) || held_on > today],
      ['group', group === null],
      ['took_part', took_part.trim() === '' || !Number.isInteger(n) || n < 1 || n > TOOK_PART_MAX],
      ['marks', marks.length === 0],
    ] as const
  ).flatMap(([lack, isLacking]) => (isLacking ? [lack] : []));
}

/** What is sent of a draft that lacks nothing. */
export const dialogueOf = ({ group, took_part, notes, marks, ...draft }: Draft): NewDialogue => ({
  ...draft,
  group: group!,
  took_part: Number(took_part),
  notes: notes.trim(),
  marks: marks.map(({ id, place, reasons, times, ...mark }) => ({
    ...mark,
    ...(place === null ? {} : { precision: 'area' as const }),
    reasons: [...reasons].sort(),
    weightiest: reasons[0] ?? null,
    times: [...times].sort(),
  })),
});
