import type { Installation } from '@lagesbild/contract';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import { MapView } from '../../map/map-view.tsx';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useDrawing, useNaming, usePlaceShapes } from './drawing.ts';
import type { Tool } from './editor.ts';
import { covers, type Point } from './shape.ts';
import { snap } from './snap.ts';
import styles from './zone.module.css';
import { ZoneLayer } from './zone-layer.tsx';

interface ZoneCanvasProps {
  basemap: Installation['basemap'];
  onCity: (city: CityMap | null) => void;
  onWebgl: (webgl: boolean) => void;
  /** Back to the list, from a corner. */
  onLeave: () => void;
}

/** How near on the screen counts as "there": a mouse is finer than a finger. */
const [REACH_PX, FINGER_PX] = [10, 18];
/** How far an arrow moves the map, px; with Shift. */
const [PAN_PX, NUDGE_PX] = [40, 4];
const DRAWS: ReadonlySet<Tool> = new Set(['draw', 'hole', 'split']);
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The map with the zones over it, drawn on by mouse, touch and keyboard. */
export function ZoneCanvas({ basemap, onCity, onWebgl, onLeave }: ZoneCanvasProps) {
  const { t } = useTranslation('zones');
  const city = useCity();
  const surface = useRef<HTMLDivElement>(null);
  const projected = useProjection();
  const placeShapes = usePlaceShapes();
  const nameFor = useNaming();
  const { editor, change, mayDraw, beside } = useDrawing();
  const [next, setNext] = useState<Point | null>(null);
  const [aimed, setAimed] = useState(false);
  const { tool, zones, selected, line } = editor;

  /** Metres of a place on the earth, drawn to what lies within reach of it on the screen. */
  const place = (lon: number, lat: number, reach_px: number): Point => {
    const point = projected.toMetres(lon, lat);
    const others = zones.filter(({ zone_id }) => tool === 'draw' || zone_id !== selected);
    const reach_m = reach_px * (city?.drawn.metres_per_px ?? 0);
    return snap(point, [...others, ...beside, ...placeShapes], reach_m).point;
  };
  const under = (event: { clientX: number; clientY: number }): [number, number] => {
    const { left, top } = surface.current!.getBoundingClientRect();
    return city!.unproject({ x: event.clientX - left, y: event.clientY - top });
  };
  const close = (): void =>
    change({ do: 'close', zone_id: crypto.randomUUID(), name: nameFor(line.length > 2 ? [[line]] : null, zones) });
  const isFirst = (point: Point, reach_px: number): boolean => {
    const [first] = line;
    return (
      first !== undefined &&
      line.length > 2 &&
      tool !== 'split' &&
      Math.hypot(first[0] - point[0], first[1] - point[1]) < reach_px * (city?.drawn.metres_per_px ?? 0)
    );
  };
  const put = (point: Point, reach_px: number): void => {
    if (isFirst(point, reach_px)) close();
    else change({ do: 'put', point });
  };
  /** A press: the next corner while something is drawn, else the zone that lies there. */
  const press = (lon: number, lat: number, reach_px: number): boolean => {
    if (DRAWS.has(tool)) {
      put(place(lon, lat, reach_px), reach_px);
      return true;
    }
    const point = projected.toMetres(lon, lat);
    const there = zones.findLast((zone) => covers(zone.shape, point));
    if (tool === 'merge') {
      if (there !== undefined) change({ do: 'merge', other: there.zone_id });
      return true;
    }
    if (there === undefined) return false;
    change({ do: 'select', zone_id: there.zone_id });
    return true;
  };
  const pressed = useRef(press);
  pressed.current = press;
  const onPoint = useRef((lon: number, lat: number, touch: boolean) =>
    pressed.current(lon, lat, touch ? FINGER_PX : REACH_PX),
  ).current;

  const aim = (): void => {
    if (city === null) return;
    setAimed(true);
    setNext(place(...city.unproject(), REACH_PX));
  };
  const key = (event: KeyboardEvent): void => {
    const onMap = event.target instanceof HTMLCanvasElement;
    if (city === null || !onMap || event.ctrlKey || event.metaKey || event.altKey) return;
    const drawing = DRAWS.has(tool);
    const arrow = ARROWS[event.key];
    if (drawing && arrow !== undefined) {
      const step = event.shiftKey ? NUDGE_PX : PAN_PX;
      city.panBy(arrow[0] * step, arrow[1] * step);
      aim();
    } else if (drawing && event.key === ' ') {
      const point = place(...city.unproject(), REACH_PX);
      aim();
      put(point, REACH_PX);
    } else if (drawing && event.key === 'Enter') close();
    else if (drawing && (event.key === 'Backspace' || event.key === 'Delete')) change({ do: 'take_back' });
    else if (tool !== 'select' && event.key === 'Escape') change({ do: 'cancel' });
    else if (drawing || (event.key !== ' ' && event.key !== 'Enter') || !press(...city.unproject(), FINGER_PX)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const twice = (event: MouseEvent): void => {
    if (!DRAWS.has(tool)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const move = (event: PointerEvent): void => {
    if (city === null || !DRAWS.has(tool) || event.pointerType === 'touch') return;
    setAimed(false);
    setNext(place(...under(event), REACH_PX));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it aims when a tool is taken, not again with each corner
  useEffect(() => {
    if (!DRAWS.has(tool)) setNext(null);
    else if (surface.current?.contains(document.activeElement)) aim();
  }, [tool, city]);

  return (
    <div
      ref={surface}
      className={styles.canvas}
      data-tool={tool}
      onKeyDownCapture={mayDraw || tool === 'select' ? key : undefined}
      onPointerMove={move}
      onPointerLeave={() => !aimed && setNext(null)}
      onDoubleClickCapture={twice}
    >
      <MapView basemap={basemap} onCity={onCity} onWebgl={onWebgl} onPoint={onPoint} />
      {city !== null && (
        <ZoneLayer
          city={city}
          next={next}
          aimed={aimed}
          onPlace={(event) => {
            const [lon, lat] = under(event);
            return event.altKey
              ? projected.toMetres(lon, lat)
              : place(lon, lat, event.pointerType === 'touch' ? FINGER_PX : REACH_PX);
          }}
          onLeave={onLeave}
        />
      )}
      <span id="corner-keys" className="spoken">
        {t('corner.keys')}
      </span>
    </div>
  );
}
