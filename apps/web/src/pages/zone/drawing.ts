import type { MultiPolygon, Polygon } from 'geojson';
import { createContext, type Dispatch, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { whereIs } from '../../panels/hot-spot-name.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { type Change, type Editor, editing, NOTHING_DRAWN } from './editor.ts';
import { freeName } from './free-name.ts';
import { shapeOf } from './outline.ts';
import { saidOf } from './said.ts';
import { boxOf, type Shape } from './shape.ts';
import type { SnapTo } from './snap.ts';
import type { ZoneDifference } from './version-difference.ts';

/** What is drawn on the map now, and how to change it. */
export interface Drawing {
  readonly editor: Editor;
  readonly change: Dispatch<Change>;
  /** false: it is looked at only. */
  readonly mayDraw: boolean;
  /** Other outlines, drawn but not to be changed here; corners are drawn to them too. */
  readonly beside: readonly SnapTo[];
  /** What came and went since a version that somebody looks at. */
  readonly compared: readonly ZoneDifference[];
  /** Of outlines that don't hold today, by their number: not yet, or no longer. */
  readonly standings: ReadonlyMap<string, 'early' | 'over'>;
}

export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (drawing === null) throw new Error('useDrawing outside a page that draws');
  return drawing;
}

/** Where zones may lie: the municipality. */
export function useGround(): Shape {
  const { municipality } = useArea();
  const projected = useProjection();
  return useMemo(
    () => shapeOf(municipality.outline as Polygon | MultiPolygon, projected),
    [municipality.outline, projected],
  );
}

/** An editor for this municipality's ground, whose refusals and steps are said. */
export function useEditor(): [Editor, Dispatch<Change>] {
  const ground = useGround();
  const change = useMemo(() => editing(ground), [ground]);
  const [editor, dispatch] = useReducer(change, NOTHING_DRAWN);
  useSaid(editor);
  return [editor, dispatch];
}

/** Says what a change did that can be seen only on the map. */
function useSaid(editor: Editor): void {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const before = useRef(editor);
  useEffect(() => {
    const said = saidOf(before.current, editor);
    before.current = editor;
    if (said === null) return;
    const number = (n: number): string => formatNumber(n, language, { maximumFractionDigits: n < 10 ? 1 : 0 });
    const { say, names, counts, m2 } = { names: {}, counts: {}, ...said };
    const figures = Object.entries(counts).map(([name, n]) => [name, number(n)]);
    const area = m2 === undefined ? {} : { area: squareMetres(m2, language, t) };
    announce(t(say, { count: counts.n ?? 0, replace: { ...names, ...Object.fromEntries(figures), ...area } }));
  }, [editor, t, language]);
}

/** The name a new zone gets: that of the place it lies in or near, else the next number. */
export function useNaming(): (shape: Shape | null, taken: readonly { name: string }[]) => string {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { places } = useArea();
  const projected = useProjection();
  return (shape, taken) => {
    const names = taken.map(({ name }) => name);
    if (shape !== null && shape.length > 0) {
      const [west, south, east, north] = boxOf(shape);
      const { how, name } = whereIs({ x: (west + east) / 2, y: (south + north) / 2 }, places, projected, language);
      if (how !== 'nowhere') return freeName(name, names);
    }
    return freeName(t('zone'), names);
  };
}

/** Places that have an outline, to draw corners to. Study areas are too large to mean anything by an edge. */
export function usePlaceShapes(): readonly SnapTo[] {
  const { places } = useArea();
  const projected = useProjection();
  const language = useLanguage();
  return useMemo(
    () =>
      places.features.flatMap(({ geometry, properties }): SnapTo[] =>
        properties.kind !== 'study_area' && (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
          ? [{ name: nameIn(properties.names, language), shape: shapeOf(geometry, projected) }]
          : [],
      ),
    [places, projected, language],
  );
}
