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
import { areaOf, boxOf, distance, type Shape } from './shape.ts';
import type { SnapTo } from './snap.ts';

/** What is drawn on the map now, and how to change it. */
export interface Drawing {
  readonly editor: Editor;
  readonly change: Dispatch<Change>;
  /** false: it is looked at only. */
  readonly mayDraw: boolean;
  /** Other outlines, drawn but not to be changed here; corners are drawn to them too. */
  readonly beside: readonly SnapTo[];
}

export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (drawing === null) throw new Error('useDrawing outside a page that draws');
  return drawing;
}

/** An editor for this municipality's ground, whose refusals and steps are said. */
export function useEditor(): [Editor, Dispatch<Change>] {
  const { municipality } = useArea();
  const projected = useProjection();
  const change = useMemo(
    () => editing(shapeOf(municipality.outline as Polygon | MultiPolygon, projected)),
    [municipality.outline, projected],
  );
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
    const was = before.current;
    before.current = editor;
    if (was === editor) return;
    const { refused, line, zones } = editor;
    if (refused !== null && refused !== was.refused) return announce(t(`fault.${refused.fault}`));
    const number = (n: number): string => formatNumber(Math.round(n), language);
    if (line.length > was.line.length) {
      const [last, previous] = [line.at(-1)!, line.at(-2)];
      const of = { count: line.length, n: number(line.length) };
      return announce(
        previous === undefined
          ? t('said.first')
          : t('said.corner', { ...of, metres: number(distance(previous, last)) }),
      );
    }
    if (line.length > 0 && line.length < was.line.length)
      return announce(t('said.back', { count: line.length, n: number(line.length) }));
    if (zones === was.zones || editor.held !== null) return;
    const known = new Set(was.zones.map(({ zone_id }) => zone_id));
    const [fresh, ...more] = zones.filter(({ zone_id }) => !known.has(zone_id));
    if (fresh !== undefined && more.length === 0 && was.line.length > 0)
      announce(t('said.drawn', { name: fresh.name, area: squareMetres(areaOf(fresh.shape), language, t) }));
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
