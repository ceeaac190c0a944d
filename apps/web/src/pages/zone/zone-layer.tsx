import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { metres } from './area-words.ts';
import { cornerAt, cornersOf, middleAfter } from './corner.ts';
import { WentPattern } from './difference-legend.tsx';
import { useDrawing } from './drawing.ts';
import { selectedZone } from './editor.ts';
import type { Fault } from './fault.ts';
import { OverPattern } from './permit-legend.tsx';
import { boxOf, type CornerAt, distance, type Point, type Shape } from './shape.ts';
import type { Snapped } from './snap.ts';
import styles from './zone-layer.module.css';

/** More corners than this are shown as a line only: they couldn't be told apart, nor walked through. */
const CORNERS_SHOWN = 400;

/** Re-renders with every move of the map, in the same frame. */
function useCamera(city: CityMap): void {
  const moves = useRef(0);
  useSyncExternalStore(
    (listener) => {
      const moved = (): void => {
        moves.current++;
        listener();
      };
      const ends = [city.onMove(moved), city.subscribe(moved)];
      return () => {
        for (const end of ends) end();
      };
    },
    () => moves.current,
  );
}

export const cornerId = ({ part, ring, corner }: CornerAt): string => `corner-${part}-${ring}-${corner}`;

interface ZoneLayerProps {
  city: CityMap;
  /** Where the next corner would go: under the pointer, or under the crosshair; null while nobody points. */
  next: Snapped | null;
  /** Why it can't go there. */
  fault: Fault | null;
  /** What a corner under the hand was drawn to. */
  caught: Snapped | null;
  /** The keyboard aims with the middle of the map. */
  aimed: boolean;
  /** A place on the screen as metres, drawn to what lies near. */
  onPlace: (event: { clientX: number; clientY: number; pointerType: string; altKey: boolean }) => Point;
  onLeave: () => void;
}

/** Zones over the map, and the corners of the chosen one, each of them a button. */
export function ZoneLayer({ city, next, fault, caught, aimed, onPlace, onLeave }: ZoneLayerProps) {
  const { editor, mayDraw, beside, compared, standings } = useDrawing();
  const projected = useProjection();
  useCamera(city);
  const at = ([x, y]: Point): { x: number; y: number } => city.project(...projected.toDegrees(x, y));
  const path = (shape: Shape): string =>
    shape.flatMap((rings) => rings.map((ring) => `M${ring.map((corner) => px(at(corner))).join('L')}Z`)).join('');
  const { zones, selected, tool, line } = editor;
  const zone = selectedZone(editor);
  const ordered = [...zones].sort((a, b) => Number(a.zone_id === selected) - Number(b.zone_id === selected));
  const drawn = next === null || tool === 'select' || tool === 'merge' ? line : [...line, next.point];
  const snapped = tool !== 'select' ? next : editor.held !== null ? caught : null;
  const { width, height } = city.size;
  return (
    <>
      {/* On paper it is scaled as the picture of the map beneath it. */}
      <svg className={styles.layer} data-tool={tool} aria-hidden="true" viewBox={`0 0 ${width} ${height}`}>
        {beside.map(({ name, shape }) => (
          <path key={name} className={styles.beside} d={path(shape)} />
        ))}
        <defs>
          <OverPattern />
        </defs>
        {ordered.map(({ zone_id, shape }) => {
          const d = path(shape);
          const chosen = zone_id === selected || undefined;
          return (
            <g key={zone_id} className={styles.zone} data-selected={chosen} data-zone={zone_id}>
              <path className={styles.halo} d={d} />
              <path className={styles.outline} data-standing={standings.get(zone_id)} d={d} />
            </g>
          );
        })}
        {compared.length > 0 && (
          <g>
            <defs>
              <WentPattern />
            </defs>
            {compared.map(({ zone_id, gained, lost }) => (
              <g key={zone_id} data-difference={zone_id}>
                <path className={styles.came} d={path(gained)} />
                <path className={styles.went} d={path(lost)} />
              </g>
            ))}
          </g>
        )}
        <g>
          {ordered.map(({ zone_id, name, shape }) => {
            const [west, south, east] = boxOf(shape);
            const { x, y } = at([(west + east) / 2, south]);
            return (
              <text
                key={zone_id}
                className={styles.name}
                data-selected={zone_id === selected || undefined}
                x={x}
                y={y + 20}
              >
                {name}
              </text>
            );
          })}
        </g>
        {drawn.length > 0 && (
          <g>
            <polyline className={styles.lineHalo} points={drawn.map((corner) => px(at(corner))).join(' ')} />
            <polyline className={styles.line} points={line.map((corner) => px(at(corner))).join(' ')} />
            {next !== null && line.length > 0 && (
              <polyline
                className={styles.line}
                data-fault={fault ?? undefined}
                points={drawn
                  .slice(-2)
                  .map((corner) => px(at(corner)))
                  .join(' ')}
              />
            )}
            {tool !== 'split' && drawn.length > 2 && fault === null && (
              <polyline className={styles.closing} points={`${px(at(drawn.at(-1)!))} ${px(at(drawn[0]!))}`} />
            )}
            {line.map((corner, i) => {
              const { x, y } = at(corner);
              return (
                <circle
                  key={px({ x, y })}
                  className={styles.set}
                  data-first={i === 0 || undefined}
                  cx={x}
                  cy={y}
                  r={i === 0 ? 6 : 4.5}
                />
              );
            })}
          </g>
        )}
        {snapped?.to && <Caught at={at(snapped.point)} to={snapped.to} />}
        {next !== null && line.length > 0 && <Measure from={line.at(-1)!} to={next.point} at={at} />}
        {zone !== undefined && tool === 'select' && editor.corner !== null && editor.held !== null && (
          <Sides shape={zone.shape} corner={editor.corner} at={at} />
        )}
        {aimed && tool !== 'select' && next !== null && <Crosshair at={at(next.point)} />}
      </svg>
      {tool === 'select' && mayDraw && zone !== undefined && (
        <Corners shape={zone.shape} at={at} onPlace={onPlace} onLeave={onLeave} />
      )}
    </>
  );
}

interface MeasureProps {
  from: Point;
  to: Point;
  at: (point: Point) => { x: number; y: number };
}

/** Shorter sides than this on the screen have no room for their length. */
const MEASURED_PX = 36;

/** How long a side is, on its middle. */
function Measure({ from, to, at }: MeasureProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const [a, b] = [at(from), at(to)];
  if (Math.hypot(a.x - b.x, a.y - b.y) < MEASURED_PX) return null;
  return (
    <text className={styles.measure} x={(a.x + b.x) / 2} y={(a.y + b.y) / 2} dominantBaseline="central">
      {metres(distance(from, to), language, t)}
    </text>
  );
}

/** The lengths of the two sides that meet in a corner. */
function Sides({ shape, corner, at }: { shape: Shape; corner: CornerAt; at: MeasureProps['at'] }) {
  const ring = shape[corner.part]?.[corner.ring];
  const own = ring?.[corner.corner];
  if (ring === undefined || own === undefined) return null;
  return (
    <>
      <Measure from={ring.at(corner.corner - 1)!} to={own} at={at} />
      <Measure from={own} to={ring[(corner.corner + 1) % ring.length]!} at={at} />
    </>
  );
}

/** A corner sits on what is there: where, and on what. */
function Caught({ at: { x, y }, to }: { at: { x: number; y: number }; to: NonNullable<Snapped['to']> }) {
  const { t } = useTranslation('zones');
  return (
    <g className={styles.caught}>
      <circle cx={x} cy={y} r={9} data-on={to.on} />
      <text className={styles.measure} x={x} y={y - 20}>
        {t(`snap.${to.on}`, { name: to.name })}
      </text>
    </g>
  );
}

const px = ({ x, y }: { x: number; y: number }): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

function Crosshair({ at: { x, y } }: { at: { x: number; y: number } }) {
  return (
    <g className={styles.crosshair}>
      <path d={`M${x - 18} ${y}h13M${x + 5} ${y}h13M${x} ${y - 18}v13M${x} ${y + 5}v13`} data-halo />
      <path d={`M${x - 18} ${y}h13M${x + 5} ${y}h13M${x} ${y - 18}v13M${x} ${y + 5}v13`} />
    </g>
  );
}

interface CornersProps {
  shape: Shape;
  at: (point: Point) => { x: number; y: number };
  onPlace: ZoneLayerProps['onPlace'];
  onLeave: () => void;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
};
/** How far an arrow moves a corner, metres; with Shift. */
const [STEP_M, STRIDE_M] = [1, 10];

/** Handles of the chosen zone: dragged, or walked through with Tab and moved with the arrows. */
function Corners({ shape, at, onPlace, onLeave }: CornersProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { editor, change } = useDrawing();
  const follow = useRef(false);
  const moving = useRef<{ at: CornerAt; to: Point } | null>(null);
  const { corner: focused, held } = editor;
  const wasHeld = useRef(false);
  // Given up in the middle of a drag, the hand that goes on moving moves nothing.
  useEffect(() => {
    if (wasHeld.current && held === null) moving.current = null;
    wasHeld.current = held !== null;
  }, [held]);
  useEffect(() => {
    if (!follow.current || focused === null) return;
    follow.current = false;
    document.getElementById(cornerId(focused))?.focus();
  });
  const corners = cornersOf(shape);
  if (corners.length > CORNERS_SHOWN) return null;
  const settle = (): void => {
    if (moving.current === null) return;
    change({ do: 'move', ...moving.current, passing: false });
    moving.current = null;
  };
  const key = (event: KeyboardEvent, corner: CornerAt): void => {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const [x, y] = cornerAt(shape, corner)!;
      const step = event.shiftKey ? STRIDE_M : STEP_M;
      moving.current = { at: corner, to: [x + arrow[0] * step, y + arrow[1] * step] };
      change({ do: 'move', ...moving.current, passing: true });
    } else if (event.key === 'Enter' || event.key === ' ' || event.key === 'Insert') {
      follow.current = true;
      change({ do: 'insert', after: corner });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      follow.current = true;
      change({ do: 'remove', at: corner });
    } else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hold = (event: PointerEvent<SVGElement>, corner: CornerAt): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    event.stopPropagation();
    (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
    moving.current = { at: corner, to: cornerAt(shape, corner) ?? onPlace(event) };
    change({ do: 'corner', at: corner });
  };
  const drag = (event: PointerEvent): void => {
    if (moving.current === null) return;
    moving.current = { ...moving.current, to: onPlace(event) };
    change({ do: 'move', ...moving.current, passing: true });
  };
  return (
    <>
      <svg className={styles.layer} aria-hidden="true">
        {corners.map((corner) => {
          const { x, y } = at(middleAfter(shape, corner)!);
          const after = { ...corner, corner: corner.corner + 1 };
          return (
            <g
              key={cornerId(corner)}
              className={styles.middle}
              onPointerDown={(event) => {
                change({ do: 'insert', after: corner });
                hold(event, after);
              }}
              onPointerMove={drag}
              onPointerUp={settle}
              onPointerCancel={settle}
            >
              <circle cx={x} cy={y} r={11} data-reach />
              <circle cx={x} cy={y} r={4} />
            </g>
          );
        })}
      </svg>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
      <svg className={styles.layer} role="group" aria-label={t('layer.label')}>
        {corners.map((corner, i) => {
          const { x, y } = at(cornerAt(shape, corner)!);
          const isHole = corner.ring > 0;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a corner on a drawing; HTML has no button in one
            <g
              key={cornerId(corner)}
              id={cornerId(corner)}
              role="button"
              tabIndex={0}
              className={styles.corner}
              aria-label={t(isHole ? 'corner.hole' : 'corner.name', {
                i: formatNumber(i + 1, language),
                n: formatNumber(corners.length, language),
              })}
              aria-describedby="corner-keys"
              onFocus={() => change({ do: 'corner', at: corner })}
              onBlur={settle}
              onKeyDown={(event) => key(event, corner)}
              onKeyUp={(event) => event.key in ARROWS && settle()}
              onPointerDown={(event) => hold(event, corner)}
              onContextMenu={(event) => {
                event.preventDefault();
                event.stopPropagation();
                change({ do: 'remove', at: corner });
              }}
              onPointerMove={drag}
              onPointerUp={settle}
              onPointerCancel={settle}
            >
              <circle cx={x} cy={y} r={14} data-reach />
              <circle cx={x} cy={y} r={6} data-dot />
            </g>
          );
        })}
      </svg>
    </>
  );
}
