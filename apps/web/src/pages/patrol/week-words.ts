import { addDays, isoWeekOf } from '@lagesbild/contract';

/** 18:05; past midnight it begins anew. */
export const clockText = (minute: number): string => {
  const of_day = minute % 1440;
  return `${String(Math.floor(of_day / 60)).padStart(2, '0')}:${String(of_day % 60).padStart(2, '0')}`;
};

/** The minutes of a clock time as an input gives it, to the five minutes before. */
export const minuteOf = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes - (minutes % 5);
};

export const weekNumber = (week: string): number => isoWeekOf(week).week;
export const weekAfter = (week: string, n: number): string => addDays(week, 7 * n);
