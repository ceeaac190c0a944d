import type { Zone } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import type { Geometry, Position } from 'geojson';
import { useTranslation } from 'react-i18next';
import { isSketched } from '../../map/basemap/basemap.ts';
import { sketchQuery } from '../../map/basemap/sketch-query.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useArea } from '../../shell/area.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { shapeOf } from '../zone/outline.ts';
import { boxOf } from '../zone/shape.ts';
import styles from './card.module.css';

const WIDTH = 560;
const HEIGHT = 320;
/** Ground round the zone, as a share of the picture. */
const ROOM = 0.16;
/** No closer than this, or a small zone lies in nothing. */
const LEAST_M = 600;
const SCALES_M = [50, 100, 200, 500, 1000, 2000, 5000];
/** What lies under what. */
const WAYS = ['stream', 'street', 'secondary', 'primary', 'motorway', 'runway', 'rail'] as const;

const lines = (geometry: Geometry): Position[][] => {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon' || geometry.type === 'MultiLineString')
    return geometry.coordinates.flat() as Position[][];
  return geometry.type === 'LineString' ? [geometry.coordinates] : [];
};

/** A zone among its streets, drawn in metres with north up: it prints as sharp as the text, and needs neither tiles nor a map engine. */
export function CardMap({ zone }: { zone: Zone }) {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const projected = useProjection();
  const sketched = isSketched({ bounds: municipality.bounds as [number, number, number, number] });
  const sketch = useQuery({ ...sketchQuery, enabled: sketched });

  const [west, south, east, north] = boxOf(shapeOf(zone.outline, projected));
  const across = Math.max(east - west, ((north - south) * WIDTH) / HEIGHT, LEAST_M) / (1 - 2 * ROOM);
  const scale = WIDTH / across;
  const [left, top] = [(west + east) / 2 - across / 2, (south + north) / 2 + HEIGHT / scale / 2];
  const at = (lon: number, lat: number): [number, number] => {
    const [x, y] = projected.toMetres(lon, lat);
    return [(x - left) * scale, (top - y) * scale];
  };
  const isInside = ([x, y]: readonly [number, number]): boolean => x > 8 && x < WIDTH - 8 && y > 14 && y < HEIGHT - 8;
  const path = (geometry: Geometry): string =>
    lines(geometry)
      .map(
        (line) =>
          `M${line
            .map(([lon, lat]) =>
              at(lon!, lat!)
                .map((one) => one.toFixed(1))
                .join(' '),
            )
            .join('L')}`,
      )
      .join('');

  const features = sketch.data?.features ?? [];
  const grounds = features.filter(({ properties: { kind } }) => ['built', 'airfield', 'water'].includes(kind));
  const named = features.flatMap(({ geometry, properties }) => {
    if (geometry.type !== 'Point' || properties.name === undefined || !properties.kind.endsWith('-name')) return [];
    const [x, y] = at(geometry.coordinates[0]!, geometry.coordinates[1]!);
    return isInside([x, y]) ? [{ name: properties.name, x, y }] : [];
  });
  const bar_m = SCALES_M.findLast((metres) => metres * scale < WIDTH / 4) ?? SCALES_M[0]!;
  return (
    <svg
      className={styles.map}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('card.map', { zone: zone.name })}
    >
      {places.features.map(({ geometry, properties }) => (
        <path key={properties.slug} className={styles.place} d={path(geometry)} />
      ))}
      {grounds.map(({ geometry, properties }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: features of a file that never changes
        <path key={i} className={styles.ground} data-kind={properties.kind} d={path(geometry)} />
      ))}
      {WAYS.flatMap((kind) => {
        const ways = features.filter(({ properties }) => properties.kind === kind);
        const d = ways.map(({ geometry }) => path(geometry)).join('');
        return [
          <path key={`${kind} edge`} className={styles.edge} data-kind={kind} d={d} />,
          <path key={kind} className={styles.way} data-kind={kind} d={d} />,
        ];
      })}
      <path className={styles.zone} d={path(zone.outline)} />
      {named.map(({ name, x, y }) => (
        <text key={`${name} ${x}`} className={styles.name} x={x} y={y}>
          {name}
        </text>
      ))}
      <g className={styles.ruler} transform={`translate(12 ${HEIGHT - 12})`}>
        <path d={`M0 -5V0H${(bar_m * scale).toFixed(1)}V-5`} />
        <text x={(bar_m * scale) / 2} y={-4}>
          {t('card.scale', { n: formatNumber(bar_m, language) })}
        </text>
      </g>
    </svg>
  );
}
