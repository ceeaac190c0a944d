import { ANSWER_STATES, LANGUAGES, type Language, type ModerationQueue } from '@lagesbild/contract';
import { textOf } from '../sentence.ts';
import './sentences.ts';

/** Answers that can be chosen instead of written, by what they answer. */
const ANSWERS = {
  planned: ['plan', 'light', 'cleaning', 'presence'],
  done: ['light', 'cleaning', 'presence'],
  declined: ['land', 'police', 'money', 'nothing_found'],
} as const satisfies Record<(typeof ANSWER_STATES)[number], readonly string[]>;

/** Questions that can be chosen, each with how many choices it has. */
const QUESTIONS = { still: 3, better: 3, worst: 4 } as const;

/** The answers in every language, since nobody knows which the sender reads. */
export const shippedAnswers = (): ModerationQueue['answers'] =>
  ANSWER_STATES.flatMap((state) =>
    ANSWERS[state].map((code) => {
      const said = LANGUAGES.map((language) => [language, textOf(language, `moderation_answer_${state}_${code}`)]);
      return { state, text: Object.fromEntries(said) as { sv: string } };
    }),
  );

/** The questions in the moderator's language: it is they who ask. */
export const shippedQuestions = (language: Language): ModerationQueue['questions'] =>
  Object.entries(QUESTIONS).map(([code, n]) => ({
    question: textOf(language, `moderation_question_${code}`),
    choices: Array.from({ length: n }, (_, i) => textOf(language, `moderation_question_${code}_${i + 1}`)),
  }));
