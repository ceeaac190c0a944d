import { ApiProblem } from '../api.ts';

/** What a refused request is said as; null when nothing is wrong. */
export const sentenceOf = (error: Error | null): string | null =>
  error === null
    ? null
    : error instanceof ApiProblem
      ? error.code === 'unreachable'
        ? 'unreachable'
        : error.problem.detail
      : error.message;
