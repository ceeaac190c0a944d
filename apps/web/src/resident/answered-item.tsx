/** @jsxImportSource preact */
import type { PublishedAction } from '@lagesbild/contract';
import { nameIn, useAround } from './around.ts';
import { monthIn } from './speech.ts';

/** What the municipality has published that it does or did, when, and what its follow-up showed. */
export function AnsweredItem({ text, status, done_on, measured }: PublishedAction) {
  const { say, language } = useAround().speech;
  return (
    <li>
      <p dir="auto">{nameIn(text, language)}</p>
      <small>
        {status === 'done' && done_on !== null
          ? say('nearby.done_in', { month: monthIn(language, new Date(done_on)) })
          : say(`nearby.${status}`)}
      </small>
      {measured !== null && <p dir="auto">{nameIn(measured, language)}</p>}
    </li>
  );
}
