import type { AnsweredPlaces, FlagForm, FlagWhere } from '@lagesbild/contract';
import type { Plane } from './transverse-mercator.ts';

/** As far as one would call the same place, metres. */
const NEAR_M = 300;
/** As many as one reads. */
const SHOWN = 3;

type Answered = AnsweredPlaces['actions'][number];

/** The middle of a square, or where a place's name stands; null for a place that the form doesn't have. */
function pointOf(
  { place, cell }: { place: string | null; cell: { x: number; y: number } | null },
  form: FlagForm,
  plane: Plane,
): [number, number] | null {
  if (cell !== null) return [(cell.x + 0.5) * form.cell_m, (cell.y + 0.5) * form.cell_m];
  const named = form.places.find(({ slug }) => slug === place);
  return named === undefined ? null : plane.toMetres(named.lon, named.lat);
}

/** What was answered at or near the places that were told of; the nearest first. */
export function answeredNear(
  answered: readonly Answered[],
  told: readonly { where: FlagWhere }[],
  form: FlagForm,
  plane: Plane,
): Answered[] {
  const points = told.flatMap(({ where }) => {
    const point = pointOf({ place: null, cell: null, ...where }, form, plane);
    return point === null ? [] : [point];
  });
  return answered
    .map((one) => {
      const at = pointOf(one, form, plane);
      const away = points.map(([x, y]) => (at === null ? Number.POSITIVE_INFINITY : Math.hypot(x - at[0], y - at[1])));
      return { one, away_m: Math.min(Number.POSITIVE_INFINITY, ...away) };
    })
    .filter(({ away_m }) => away_m <= NEAR_M)
    .sort((a, b) => a.away_m - b.away_m)
    .slice(0, SHOWN)
    .map(({ one }) => one);
}
