import { addDays, instantOf, type PlannedVisits } from '@lagesbild/contract';

interface Calendar {
  plan_id: string;
  week: string;
  name: string;
  time_zone: string;
  /** what identifiers end in */
  host: string;
  lines: readonly PlannedVisits[];
  zoneName: (zone_id: string) => string;
  unitName: (unit_id: string) => string;
}

const OCTETS_MAX = 75;

/** A line as RFC 5545 3.1 wants it: no more than 75 octets, the rest in lines that begin with a space; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const n = Buffer.byteLength(character);
    if (octets + n > OCTETS_MAX) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += character;
    octets += n;
  }
  return [...parts, part].join('\r\n');
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

const utc = (instant: number): string =>
  new Date(instant)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z/, 'Z');

/**
 * A week's visits as iCalendar. Times are UTC: no calendar has to know our zones, and the night the clocks change is right. An event's
 * identifier is made from its line, so that a file that is opened again changes events instead of adding them.
 *
 * @see RFC 5545
 */
export function calendarOf({ plan_id, week, name, time_zone, host, lines, zoneName, unitName }: Calendar): string {
  const events = lines.flatMap(({ zone_id, unit_id, weekday, from_minute, to_minute, minutes, visits }) => {
    const day = addDays(week, weekday);
    return [
      'BEGIN:VEVENT',
      `UID:${plan_id}-${day}-${from_minute}-${zone_id}-${unit_id}@${host}`,
      `DTSTAMP:${utc(instantOf(week, 0, time_zone))}`,
      `DTSTART:${utc(instantOf(day, from_minute, time_zone))}`,
      `DTEND:${utc(instantOf(day, to_minute, time_zone))}`,
      `SUMMARY:${escaped(`${zoneName(zone_id)} · ${visits} × ${minutes} min · ${unitName(unit_id)}`)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ];
  });
  const calendar = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lagesbild//Visits//SV', 'CALSCALE:GREGORIAN'],
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return calendar.map((line) => `${folded(line)}\r\n`).join('');
}
