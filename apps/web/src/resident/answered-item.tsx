/** @jsxImportSource preact */
import type { PublishedAction } from '@lagesbild/contract';
import { nameIn, useAround } from './around.ts';
import { monthIn } from './speech.ts';

/** What the municipality has published that it does or did, and when. */
export function AnsweredItem({ text, status, done_on }: Pick<PublishedAction, 'text' | 'status' | 'done_on'>) {
  const { say, language } = useAround().speech;
  return (
    <li>
      <p dir="auto">{nameIn(text, language)}</p>
      <small>
        {status === 'done' && done_on !== null
          ? say('nearby.done_in', { month: monthIn(language, new Date(done_on)) })
          : say(`nearby.${status}`)}
      </small>
    </li>
  );
}
