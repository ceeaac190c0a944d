import { wallClock } from '@lagesbild/contract';

/** The day that it is in a time zone. */
export const todayIn = (time_zone: string): string => wallClock(Date.now(), time_zone).day;
