import type { Import, Question } from '@lagesbild/contract';

/** A question with the name that ties it to its answer from one survey to the next. */
export interface Asked extends Question {
  key: string;
}

/** Names the questions of one survey. Crowded coordinates are asked about in the order of the preview's list. */
function nameQuestions({ questions, preview, mapping }: Import): Asked[] {
  const settled = mapping?.crowded ?? {};
  const crowded = (preview?.crowded ?? []).filter(({ key }) => !Object.hasOwn(settled, key));
  let at = 0;
  return questions.map((question) => {
    const { about, field } = question;
    const which = about === 'columns' ? `:${field ?? ''}` : about === 'crowded' ? `:${crowded[at++]?.key ?? ''}` : '';
    return { ...question, key: about + which };
  });
}

/**
 * An answer doesn't take its question away: what was asked stays where it was, in today's words, and new questions
 * come last. Gone are those about coordinates or values that the file no longer shows.
 */
export function mergeAsked(before: readonly Asked[], held: Import): Asked[] {
  const now = nameQuestions(held);
  const crowded = new Set([
    ...(held.preview?.crowded ?? []).map(({ key }) => `crowded:${key}`),
    ...Object.keys(held.mapping?.crowded ?? {}).map((key) => `crowded:${key}`),
  ]);
  const stays = ({ about, key }: Asked): boolean =>
    about === 'crowded' ? crowded.has(key) : about !== 'category' || now.some((question) => question.key === key);
  const kept = before.filter(stays).map((old) => now.find(({ key }) => key === old.key) ?? old);
  return [...kept, ...now.filter(({ key }) => !kept.some((old) => old.key === key))];
}
