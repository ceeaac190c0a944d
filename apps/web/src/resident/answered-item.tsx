/** @jsxImportSource preact */
import type { PublishedAction } from '@lagesbild/contract';
import { nameIn, useAround } from './around.ts';
import { localeOf } from './speech.ts';

/** What the municipality has published that it does or did, and when. */
export function AnsweredItem({ text, status, done_on }: Pick<PublishedAction, 'text' | 'status' | 'done_on'>) {
  const { say, language } = useAround().speech;
  const month = new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric' });
  return (
    <li>
      <p dir="auto">{nameIn(text, language)}</p>
      <small>
        {status === 'done' && done_on !== null
          ? say('nearby.done_in', { month: month.format(new Date(done_on)) })
          : say(`nearby.${status}`)}
      </small>
    </li>
  );
}
