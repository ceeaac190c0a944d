import type { Mapping } from '@lagesbild/contract';
import type { SourceFile } from './source-file.ts';

/**
 * polisen.se's open API: fixed columns. The title holds the time, `datetime` is the publishing; `period` is the
 * summary, compared to find what was published twice and never stored.
 */
export function polisenMapping(file: SourceFile): Mapping {
  return {
    format: 'polisen',
    encoding: file.detected.encoding,
    columns: {
      id: 'id',
      occurred_from: 'name',
      registered: 'datetime',
      category: 'type',
      x: 'location.gps',
      y: 'location.gps',
      area_name: 'location.name',
      period: 'summary',
    },
    decimal: '.',
    date_order: 'ymd',
    time_zone: 'Europe/Stockholm',
    ignore_offset: false,
    srid: 4326,
    axes: 'yx',
    precision: 'municipality',
    counting_unit: 'event',
    categories: {},
    crowded: {},
  };
}
