import type { Population } from '@lagesbild/contract';
import type { ZoneFigure, ZoneFigures } from '@lagesbild/incidents';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useEngine, useTally } from '../../engine/hooks.ts';
import { useFilter } from '../../filter.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useReportLists, useSeesPerception } from '../../panels/perception.ts';
import { useArea } from '../../shell/area.tsx';
import { LEAST_OVERLAP_M2 } from './arrival.ts';
import { asZone } from './edited-zone.ts';
import type { Editor } from './editor.ts';
import { closingFault } from './fault.ts';
import { outlineOf } from './outline.ts';
import { useToldPopulation } from './population.ts';

/**
 * `heard`: what people say was known when it was answered. `drawn`: what the line would cover that is drawn now, if it were closed.
 * `population`: how many live where, undefined until that is here.
 */
type Figures = ZoneFigures & {
  readonly heard: boolean;
  readonly drawn: ZoneFigure | null;
  readonly population: Population | null | undefined;
};

const DRAWN = 'drawn';

/** What the drawn zones cover of what the page's filter selects; null before the first answer. */
export const FiguresContext = createContext<Figures | null>(null);
export const useFigures = (): Figures | null => useContext(FiguresContext);

/** The figures of one zone; undefined until they are here. */
export const useFigureOf = (zone_id: string): ZoneFigure | undefined =>
  useFigures()?.zones.find((zone) => zone.zone_id === zone_id);

/** Asks with every change, a drag's too: the newest drawing wins, and what was known stays until it is answered. */
export function useDrawnFigures({ zones, tool, line }: Editor): Figures | null {
  const engine = useEngine();
  const { filter } = useFilter();
  const version = useTally()?.data_version;
  const { categories } = useArea().municipality;
  const projected = useProjection();
  const sees = useSeesPerception();
  const { data: said } = useReportLists(sees && zones.length > 0);
  const population = useToldPopulation(zones.length > 0 || tool === 'draw');
  const [figures, setFigures] = useState<Figures | null>(null);
  const outlined = useMemo(() => {
    const all = zones.map((zone) => ({ zone_id: zone.zone_id, outline: asZone(zone, projected).outline }));
    const isRing = tool === 'draw' && closingFault(line) === null;
    return isRing ? [...all, { zone_id: DRAWN, outline: outlineOf([[line]], projected) }] : all;
  }, [zones, tool, line, projected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by other weights of the categories the same zones hold another harm
  useEffect(() => {
    if (version === undefined || outlined.length === 0) {
      setFigures(null);
      return;
    }
    const heard = said !== undefined;
    // Answers come in the order of the drawings, and one that was overtaken is null: each that comes is the newest there is.
    engine.zoneFigures(outlined, filter).then(
      (found) => found !== null && setFigures((before) => ({ ...apart(found, before), heard, population })),
      (error) => console.warn('zone figures', error),
    );
  }, [engine, outlined, filter, version, said, population, categories]);
  return figures;
}

/** What is drawn isn't a zone yet: the zones' own figures, and what they cover together, don't know it; nor that an edge is shared. */
function apart(found: ZoneFigures, before: Figures | null): Omit<Figures, 'heard' | 'population'> {
  const isZone = ({ zone_id }: { zone_id: string }): boolean => zone_id !== DRAWN;
  const drawn = found.zones.find((zone) => !isZone(zone)) ?? null;
  const zones = found.zones.filter(isZone).map((zone) => ({
    ...zone,
    overlaps: zone.overlaps.filter((other) => isZone(other) && other.area_m2 >= LEAST_OVERLAP_M2),
  }));
  return { ...found, zones, drawn, covered: drawn === null ? found.covered : (before?.covered ?? 0) };
}
