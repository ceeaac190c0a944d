import { civilMs, daysInMonth, dayText, MONTH_NAME, monthByName } from './calendar.ts';

export interface Period {
  /** YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
}

const DASH = String.raw`\s*(?:--|[–—/]|till|to|-)\s*`;
const YEARS = new RegExp(String.raw`^(\d{4})(?:${DASH}(\d{4}))?$`);
const MONTH = /^(\d{4})[-/.]?(?:M)?(\d{1,2})$/i;
const MONTHS = new RegExp(String.raw`^(\d{4})-(\d{2})${DASH}(\d{4})-(\d{2})$`);
const QUARTER =
  /^(?:(\d{4})\s*[-/]?\s*(?:kv(?:artal)?\.?|q|k)\s*([1-4])|(?:kv(?:artal)?\.?|q)\s*([1-4])\s*[-/]?\s*(\d{4}))$/i;
const NAMED = new RegExp(String.raw`^(${MONTH_NAME})\s+(\d{4})$`, 'i');
const DAYS = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:${DASH}(\d{4}-\d{2}-\d{2}))?$`);

/** Reads a year, quarter, month, day, or a range of years, months or days. @returns null when it is none of them */
export function readPeriod(raw: string): Period | null {
  const text = raw.trim().replace(/\s+/g, ' ');
  let match: RegExpExecArray | null;
  if ((match = YEARS.exec(text))) return months(Number(match[1]), 1, Number(match[2] ?? match[1]), 12);
  if ((match = MONTHS.exec(text))) {
    return months(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4]));
  }
  if ((match = QUARTER.exec(text))) {
    const year = Number(match[1] ?? match[4]);
    const quarter = Number(match[2] ?? match[3]);
    return months(year, quarter * 3 - 2, year, quarter * 3);
  }
  if ((match = MONTH.exec(text))) return months(Number(match[1]), Number(match[2]), Number(match[1]), Number(match[2]));
  if ((match = NAMED.exec(text))) {
    const month = monthByName(match[1] as string);
    return months(Number(match[2]), month, Number(match[2]), month);
  }
  if ((match = DAYS.exec(text))) return days(match[1] as string, match[2] ?? (match[1] as string));
  return null;
}

function months(fromYear: number, fromMonth: number, toYear: number, toMonth: number): Period | null {
  const valid = (year: number, month: number) => year >= 1900 && year <= 2100 && month >= 1 && month <= 12;
  if (!valid(fromYear, fromMonth) || !valid(toYear, toMonth)) return null;
  if (fromYear * 12 + fromMonth > toYear * 12 + toMonth) return null;
  return {
    from: dayText(civilMs(fromYear, fromMonth, 1)),
    to: dayText(civilMs(toYear, toMonth, daysInMonth(toYear, toMonth))),
  };
}

function days(from: string, to: string): Period | null {
  const valid = (day: string) => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
  };
  return valid(from) && valid(to) && from <= to ? { from, to } : null;
}
