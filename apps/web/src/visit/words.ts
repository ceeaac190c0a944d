import type { NoGround } from '@lagesbild/contract';
import ar from './text/ar.json';
import en from './text/en.json';
import sv from './text/sv.json';

const FILES = { sv, en, ar };
export type Language = keyof typeof FILES;
type Key = keyof typeof sv;
export type Say = (key: Key, slots?: Readonly<Record<string, string | number>>) => string;

/** The first language the browser asks for that the page speaks, else Swedish. */
export const languageOf = (asked: readonly string[]): Language =>
  asked.map((code) => code.split('-')[0]).find((code): code is Language => code !== undefined && code in FILES) ?? 'sv';

/** Sentences of a language, with what stands in their slots. */
export const wordsOf =
  (language: Language): Say =>
  (key, slots = {}) =>
    FILES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ''));

/** 18:05, in every language. */
export const clockText = (minute: number): string => {
  const of_day = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(of_day / 60)).padStart(2, '0')}:${String(of_day % 60).padStart(2, '0')}`;
};

/** A day by its name and date, in the language that the page stands in. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`));

/** Why ordningsvakter may not make planned visits, in a sentence. */
export function groundText(ground: NoGround, say: Say): string {
  const why =
    ground.reason === 'ended'
      ? say('ground.ended', { day: dayName(ground.ended_on) })
      : ground.reason === 'not_yet'
        ? say('ground.not_yet', { day: dayName(ground.begins_on) })
        : ground.reason === 'outside_hours'
          ? say('ground.outside_hours', { day: dayName(ground.day), hour: String(ground.hour).padStart(2, '0') })
          : say(`ground.${ground.reason}`);
  return say('no_ground', { why });
}
