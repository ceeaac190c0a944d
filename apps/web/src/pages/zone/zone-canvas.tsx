import type { Installation } from '@lagesbild/contract';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import { MapView } from '../../map/map-view.tsx';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { announce } from '../../shell/announcer.tsx';
import { useDrawing, useGround, useNaming, usePlaceShapes } from './drawing.ts';
import { putFault, type Tool } from './editor.ts';
import { covers, type Point } from './shape.ts';
import { type Snapped, snap } from './snap.ts';
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
/** What the keyboard aims at with the middle of the map: a place for a corner, or a zone. */
const AIMS: ReadonlySet<Tool> = new Set([...DRAWS, 'merge']);
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
  const ground = useGround();
  const [next, setNext] = useState<Snapped | null>(null);
  const [aimed, setAimed] = useState(false);
  /** What the corner that a hand holds is drawn to. */
  const [caught, setCaught] = useState<Snapped | null>(null);
  const { tool, zones, selected, line } = editor;

  /** Metres of a place on the earth, drawn to what lies within reach of it on the screen. */
  const place = (lon: number, lat: number, reach_px: number): Snapped => {
    const point = projected.toMetres(lon, lat);
    const others = zones.filter(({ zone_id }) => tool === 'draw' || zone_id !== selected);
    const reach_m = reach_px * (city?.drawn.metres_per_px ?? 0);
    return snap(point, [...others, ...beside, ...placeShapes], reach_m);
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
      put(place(lon, lat, reach_px).point, reach_px);
      return true;
    }
    const point = projected.toMetres(lon, lat);
    const there = zones.findLast((zone) => covers(zone.shape, point));
    if (tool === 'merge') {
      if (there !== undefined) change({ do: 'merge', other: there.zone_id });
      return true;
    }
    if (there === undefined) {
      if (editor.corner !== null) change({ do: 'corner', at: null });
      return false;
    }
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
    const found = place(...city.unproject(), tool === 'merge' ? 0 : REACH_PX);
    setAimed(true);
    setNext(found);
    if (tool === 'merge') {
      const under = (at: Point | undefined) => at && zones.findLast(({ shape }) => covers(shape, at))?.name;
      const name = under(found.point);
      if (name !== undefined && name !== under(next?.point)) announce(name);
    }
    if (found.to !== null && found.to.name !== next?.to?.name)
      announce(t(`snap.${found.to.on}`, { name: found.to.name }));
  };
  const key = (event: KeyboardEvent): void => {
    const onMap = event.target instanceof HTMLCanvasElement;
    if (city === null || !onMap || event.ctrlKey || event.metaKey || event.altKey) return;
    const drawing = DRAWS.has(tool);
    const arrow = ARROWS[event.key];
    if (AIMS.has(tool) && arrow !== undefined) {
      const step = event.shiftKey ? NUDGE_PX : PAN_PX;
      city.panBy(arrow[0] * step, arrow[1] * step);
      aim();
    } else if (drawing && event.key === ' ') {
      const { point } = place(...city.unproject(), REACH_PX);
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
    if (city === null || !DRAWS.has(tool)) return;
    setAimed(false);
    setNext(event.pointerType === 'touch' ? null : place(...under(event), REACH_PX));
  };
  /** The other button closes what is drawn, as in other programs that draw maps. */
  const finish = (event: MouseEvent): void => {
    if (!DRAWS.has(tool)) return;
    event.preventDefault();
    if (line.length > 0) close();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it aims when a tool is taken, not again with each corner
  useEffect(() => {
    if (!AIMS.has(tool)) setNext(null);
    else if (surface.current?.contains(document.activeElement)) aim();
  }, [tool, city]);

  return (
    <div
      ref={surface}
      className={styles.canvas}
      data-tool={tool}
      onKeyDownCapture={mayDraw || tool === 'select' ? key : undefined}
      onPointerDown={move}
      onPointerMove={move}
      onContextMenuCapture={finish}
      onPointerLeave={() => !aimed && setNext(null)}
      onDoubleClickCapture={twice}
    >
      <MapView basemap={basemap} onCity={onCity} onWebgl={onWebgl} onPoint={onPoint} />
      {city !== null && (
        <ZoneLayer
          city={city}
          next={next}
          fault={next === null || isFirst(next.point, REACH_PX) ? null : putFault(editor, next.point, ground)}
          caught={caught}
          aimed={aimed}
          onPlace={(event) => {
            const [lon, lat] = under(event);
            const reach_px = event.altKey ? 0 : event.pointerType === 'touch' ? FINGER_PX : REACH_PX;
            const found = place(lon, lat, reach_px);
            setCaught(found);
            return found.point;
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
