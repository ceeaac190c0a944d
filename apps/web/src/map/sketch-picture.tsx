import { useQuery } from '@tanstack/react-query';
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { useTranslation } from 'react-i18next';
import { useProjection } from '../panels/hot-spots.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { isSketched } from './basemap/basemap.ts';
import { sketchQuery } from './basemap/sketch-query.ts';
import styles from './sketch-picture.module.css';

const WIDTH = 560;
const HEIGHT = 320;
/** Ground round what is drawn, as a share of the picture. */
const ROOM = 0.16;
/** No closer than this, or something small lies in nothing. */
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

interface SketchPictureProps {
  /** What lies on the ground, the later over the earlier, each with the class it is drawn by. */
  shapes: readonly { readonly outline: Polygon | MultiPolygon; readonly className: string | undefined }[];
  /** What the picture shows, in words. */
  label: string;
}

/** Outlines among streets, drawn in metres with north up: it prints as sharp as the text, and needs neither tiles nor a map engine. */
export function SketchPicture({ shapes, label }: SketchPictureProps) {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const projected = useProjection();
  const sketched = isSketched({ bounds: municipality.bounds as [number, number, number, number] });
  const sketch = useQuery({ ...sketchQuery, enabled: sketched });

  const corners = shapes.flatMap(({ outline }) =>
    lines(outline).flatMap((line) => line.map(([lon, lat]) => projected.toMetres(lon!, lat!))),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [west, east] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [south, north] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
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
    <svg className={styles.map} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
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
      {shapes.map(({ outline, className }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn in this order, and none has a name
        <path key={i} className={className} d={path(outline)} />
      ))}
      {named.map(({ name, x, y }) => (
        <text key={`${name} ${x}`} className={styles.name} x={x} y={y}>
          {name}
        </text>
      ))}
      <g className={styles.ruler} transform={`translate(12 ${HEIGHT - 12})`}>
        <path d={`M0 -5V0H${(bar_m * scale).toFixed(1)}V-5`} />
        <text x={(bar_m * scale) / 2} y={-4}>
          {t('picture.scale', { n: formatNumber(bar_m, language) })}
        </text>
      </g>
    </svg>
  );
}
