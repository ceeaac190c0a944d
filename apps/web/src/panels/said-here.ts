import type { PerceptionReports } from '@lagesbild/incidents';

/** Marks of this begin the `at` of an address that names what people say of one place. */
const PREFIX = 'u:';

/** What the map calls a place that something is said of: whole centimetres of the area's CRS. */
export const saidKey = (x: number, y: number): string => `${PREFIX}${x},${y}`;

export const isSaidKey = (at: string | undefined): at is string => /^u:-?\d+,-?\d+$/.test(at ?? '');

/** The place that a key names, metres. */
export function placeOfSaid(key: string): { x: number; y: number } {
  const [x, y] = key.slice(PREFIX.length).split(',').map(Number);
  return { x: x! / 100, y: y! / 100 };
}

/** What was marked of it at one meeting; codes, for words. */
export interface MarkHere {
  channel: string;
  /** Since January 1970. */
  month: number;
  safe: boolean;
  reasons: string[];
  times: string[];
  precision: number;
}

/** What is said of one place: flags only as how many, marks of meetings each for itself. */
export interface SaidHere {
  flags: { unsafe: number; safe: number; precision: number } | null;
  marks: MarkHere[];
}

/** @param why  of `unheard`: only what is heard is told */
export function saidHere(reports: PerceptionReports, why: Uint8Array, key: string): SaidHere {
  const { count, x, y, channels, channel, safe, precision, month, times, bands, reasons, reason, reason_from } =
    reports;
  const here: SaidHere = { flags: null, marks: [] };
  for (let i = 0; i < count; i++) {
    if (why[i] !== 0 || saidKey(x[i]!, y[i]!) !== key) continue;
    if (channels[channel[i]!] === 'resident_flag') {
      here.flags ??= { unsafe: 0, safe: 0, precision: precision[i]! };
      here.flags[safe[i] === 1 ? 'safe' : 'unsafe']++;
    } else
      here.marks.push({
        channel: channels[channel[i]!]!,
        month: month[i]!,
        safe: safe[i] === 1,
        reasons: Array.from(reason.subarray(reason_from[i]!, reason_from[i + 1]!), (at) => reasons[at]!),
        times: bands.flatMap(({ code }, band) => ((times[i]! >> band) & 1 ? [code] : [])),
        precision: precision[i]!,
      });
  }
  return here;
}
