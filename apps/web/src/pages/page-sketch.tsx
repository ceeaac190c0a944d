import { useQuery } from '@tanstack/react-query';
import type { Position } from 'geojson';
import { sketchLinesQuery } from '../map/basemap/sketch-query.ts';
import styles from './landing.module.css';

/** Märsta with its surroundings, [west, south, east, north]; drawn a little wider than the window. */
const SHOWN = [17.76, 59.585, 17.94, 59.665] as const;
const WIDTH = 1440;
const LON_SCALE = Math.cos((59.62 * Math.PI) / 180);
const HEIGHT = (WIDTH * (SHOWN[3] - SHOWN[1])) / ((SHOWN[2] - SHOWN[0]) * LON_SCALE);

/** Heights of the time bar's ghost: an even breath, no data. */
const BARS = Array.from({ length: 72 }, (_, i) => Math.round(18 + 8 * Math.sin(i / 5.5) + 5 * Math.sin(i / 1.7)));

const point = ([lon = 0, lat = 0]: Position): string =>
  `${(((lon - SHOWN[0]) / (SHOWN[2] - SHOWN[0])) * WIDTH).toFixed(0)} ${(((SHOWN[3] - lat) / (SHOWN[3] - SHOWN[1])) * HEIGHT).toFixed(0)}`;

/** The page to come, faintly: the map fills the window and the time bar lies along its foot. */
export function PageSketch() {
  const { data } = useQuery(sketchLinesQuery);
  return (
    <div className={styles.sketch} aria-hidden="true">
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT.toFixed(0)}`} preserveAspectRatio="xMidYMid slice">
        {data?.map(({ kind, line }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file that never changes while it is shown
          <path key={at} data-kind={kind} d={`M${line.map(point).join('L')}`} />
        ))}
      </svg>
      <svg aria-hidden="true" className={styles.bars} viewBox="0 0 720 40" preserveAspectRatio="none">
        {BARS.map((height, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
          <rect key={at} x={at * 10} y={40 - height} width={8} height={height} />
        ))}
      </svg>
    </div>
  );
}
