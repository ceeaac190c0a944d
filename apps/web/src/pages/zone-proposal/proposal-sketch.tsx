import type { ProposedZones } from '@lagesbild/contract';
import type { Projection } from '../../map/projection.ts';
import styles from './zone-proposal.module.css';

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What holds the zones of all proposals, so that they are drawn to one scale. */
export function boxOf(proposals: readonly ProposedZones[], projected: Projection): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { zones } of proposals)
    for (const { outline } of zones)
      for (const [lon, lat] of outline.coordinates.flat(2)) {
        const [x, y] = projected.toMetres(lon!, lat!);
        box.west = Math.min(box.west, x);
        box.east = Math.max(box.east, x);
        box.south = Math.min(box.south, y);
        box.north = Math.max(box.north, y);
      }
  return box;
}

interface ProposalSketchProps {
  proposal: ProposedZones;
  box: Box;
  projected: Projection;
}

/** One proposal's zones, numbered, as small as a stamp: to be compared with the others at a glance. */
export function ProposalSketch({ proposal, box, projected }: ProposalSketchProps) {
  const [width, height] = [box.east - box.west, box.north - box.south];
  const margin = 0.04 * Math.max(width, height, 1);
  const at = (lon: number, lat: number): [number, number] => {
    const [x, y] = projected.toMetres(lon, lat);
    return [x - box.west, box.north - y];
  };
  return (
    <svg
      className={styles.sketch}
      viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
      aria-hidden="true"
    >
      {proposal.zones.map(({ outline, middle }, number) => {
        const d = outline.coordinates
          .flatMap((rings) => rings.map((ring) => `M${ring.map(([lon, lat]) => at(lon, lat).join()).join('L')}Z`))
          .join('');
        const [x, y] = at(...middle);
        return (
          <g key={middle.join()}>
            <path d={d} vectorEffect="non-scaling-stroke" />
            <text x={x} y={y} fontSize={0.07 * Math.max(width, height, 1)} dominantBaseline="central">
              {number + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
