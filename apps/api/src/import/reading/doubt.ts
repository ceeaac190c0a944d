import { crsName, type Mapping, type SourceChoice, UNSETTLED_SRID } from '@lagesbild/contract';
import type { KnownArea } from './area.ts';
import type { DateGuess, OffsetGuess } from './date-guess.ts';
import type { Where } from './new-area.ts';
import type { Doubt } from './question.ts';
import type { SourceFile } from './source-file.ts';
import type { SridGuess } from './srid-guess.ts';

/** Without a date no row can be used; without a place rows count for the whole area only. */
export function missingColumnDoubts(file: SourceFile, mapping: Mapping): Doubt[] {
  const headers = file.headers.slice(0, 50);
  const options = headers.map((header) => ({ value: header, label: header, recommended: false }));
  const doubts: Doubt[] = [];
  if (mapping.format !== 'area_counts' && mapping.columns.occurred_from === undefined) {
    doubts.push({ about: 'columns', code: 'no_date_column', params: { field: 'occurred_from' }, options });
  }
  if (mapping.format !== 'area_counts' && mapping.columns.x === undefined) {
    const none = { value: '', label: { code: 'option_none' as const }, recommended: true };
    doubts.push({ about: 'columns', code: 'no_place_column', params: { field: 'x' }, options: [none, ...options] });
  }
  const { area_name, area_code } = mapping.columns;
  if (mapping.format === 'area_counts' && area_name === undefined && area_code === undefined) {
    const whole = { value: '', label: { code: 'option_whole_area' as const }, recommended: true };
    const params = { field: 'area_name' };
    doubts.push({ about: 'columns', code: 'no_area_column', params, options: [whole, ...options] });
  }
  return doubts;
}

/** @param example  the first coordinates as the file writes them */
export function placeDoubts(mapping: Mapping, place: SridGuess, example: string): Doubt[] {
  const doubts: Doubt[] = [];
  if (place.alternatives.length > 0) {
    const unsettled = place.srid === UNSETTLED_SRID;
    const choices = unsettled
      ? place.alternatives
      : [place.srid, ...place.alternatives.filter((srid) => srid !== place.srid)];
    const options = choices.map((srid, i) => ({
      value: String(srid),
      label: crsName(srid),
      // Only where the rows land, or numbers that hardly another system has, are a reason to prefer one.
      recommended: i === 0 && !unsettled && (place.share >= 0.5 || place.likely),
    }));
    doubts.push({ about: 'srid', code: unsettled ? 'srid_unsettled' : 'srid', params: { example }, options });
  }
  const { x = '', y = '' } = mapping.columns;
  if (place.axesInDoubt && !isNamedAxis(x) && !isNamedAxis(y)) {
    const options = [
      { value: 'xy', label: x, recommended: true },
      { value: 'yx', label: y, recommended: false },
    ];
    doubts.push({ about: 'axes', code: 'axes', params: { x, y }, options });
  }
  return doubts;
}

export function dateDoubts(file: SourceFile, mapping: Mapping, dates: DateGuess, offset: OffsetGuess): Doubt[] {
  const at = file.headers.indexOf(mapping.columns.occurred_from ?? '');
  const example = file.sample.map(({ values }) => values[at] ?? '').find((value) => value !== '') ?? '';
  const doubts: Doubt[] = [];
  if (dates.ambiguous) {
    const options = (['dmy', 'mdy'] as const).map((order) => ({
      value: order,
      label: { code: `option_${order}` as const },
      recommended: order === dates.order,
    }));
    doubts.push({ about: 'date_order', code: 'date_order', params: { example }, options });
  }
  if (offset.ask) {
    const options = (['local', 'offset'] as const).map((value) => ({
      value,
      label: { code: `option_${value}` as const },
      recommended: (value === 'local') === offset.ignore,
    }));
    const params = { example, time_zone: mapping.time_zone };
    doubts.push({ about: 'time_zone', code: 'time_zone', params, options });
  }
  return doubts;
}

export function whereDoubts(where: Where, areas: readonly KnownArea[]): Doubt[] {
  if (where.newArea && where.partly) {
    const { area, share } = where.partly;
    const label = { code: 'option_new_area' as const, params: { name: where.newArea.names.sv } };
    const options = [
      { value: '', label, recommended: true },
      { value: area.slug, label: area.names.sv, recommended: false },
    ];
    const params = { share: Math.round(share * 100), area: area.names.sv };
    return [{ about: 'municipality', code: 'municipality_elsewhere', params, options }];
  }
  if (!where.unknown) return [];
  const options = areas.map(({ slug, names }) => ({
    value: slug,
    label: names.sv,
    recommended: slug === where.municipality,
  }));
  return [{ about: 'municipality', code: 'municipality', params: {}, options }];
}

/** Police data stay off until their legal basis is recorded, so the person says what kind it is. */
export function sourceDoubt(source: SourceChoice): Doubt {
  const options = (['municipal', 'police', 'open'] as const).map((kind) => ({
    value: kind,
    label: { code: `option_${kind}` as const },
    recommended: kind === source.kind,
  }));
  return { about: 'source', code: 'source', params: {}, options };
}

function isNamedAxis(header: string): boolean {
  return /lon|lng|lat|geometry\.[xy]/i.test(header);
}
