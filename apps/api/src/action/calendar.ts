import type { Action } from '@lagesbild/contract';

const WIDTH = 73;

/** Backslash, comma, semicolon and line ends as RFC 5545 has them. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** No line is longer than 75 bytes; the next one begins with a space. */
function folded(line: string): string {
  const lines: string[] = [];
  let [text, bytes] = ['', 0];
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (bytes + more > WIDTH) {
      lines.push(text);
      [text, bytes] = ['', 0];
    }
    text += character;
    bytes += more;
  }
  return [...lines, text].join('\r\n ');
}

const compact = (day: string): string => day.replaceAll('-', '');
const dayAfter = (day: string): string => new Date(Date.parse(day) + 24 * 3600_000).toISOString().slice(0, 10);

/** What an event is called in the reader's language. */
export interface CalendarWords {
  name: string;
  starts: string;
  ends: string;
  follow_up: string;
}

/**
 * Starts, ends and follow-ups of actions as days of a calendar (iCalendar, RFC 5545). Each keeps its own UID, so that a calendar that
 * reads the file again moves what was moved.
 */
export function calendarOf(actions: readonly Action[], area: string, words: CalendarWords): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lagesbild//Actions//SV',
    `X-WR-CALNAME:${escaped(words.name)}`,
  ];
  for (const { action_id, title, changed_on, work } of actions)
    for (const [what, day] of [
      ['starts', work.starts_on],
      ['ends', work.ends_on],
      ['follow_up', work.evaluates_on],
    ] as const)
      if (day !== null)
        lines.push(
          ...['BEGIN:VEVENT', `UID:${action_id}-${what}@${area}.lagesbild`, `DTSTAMP:${compact(changed_on)}T000000Z`],
          ...[`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(dayAfter(day))}`],
          ...[`SUMMARY:${escaped(`${words[what]}: ${title}`)}`, 'TRANSP:TRANSPARENT', 'END:VEVENT'],
        );
  return `${[...lines, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`;
}
