import { DEFAULT_DISCOVERIES } from '@lagesbild/contract';
import { stringify } from 'csv-stringify/sync';
import { SPREADSHEET } from '../spreadsheet.ts';
import type { HourCount } from './incidents.ts';

const HEADERS = ['zone', 'from', 'to', 'discovery', 'precision', 'category', 'weekday', 'hour', 'count'];

/**
 * What an application for ordningsvakter rests on: what was recorded in a zone, by category, weekday (1 is Monday) and hour. Each line
 * says of which zone, days and filter it is, so that no line is read without them.
 */
export function evidenceCsv(of: { zone: string; from: string; to: string }, counts: readonly HourCount[]): string {
  const rows = counts
    .filter(({ counted }) => counted)
    .map(({ category, weekday, hour, n }) => [
      ...[of.zone, of.from, of.to, DEFAULT_DISCOVERIES.join(' '), 'point segment'],
      ...[category, weekday ?? '', hour ?? '', n],
    ]);
  return stringify([HEADERS, ...rows], { bom: true, ...SPREADSHEET });
}
