import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterStore, useFilterField, usePassing } from '../filter.ts';
import { formatNumber, weekdayNames } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { type CountScale, classOf, countScale } from './count-scale.ts';
import styles from './hour-matrix.module.css';
import {
  type Cell,
  isJust,
  isWholeWeek,
  moveCell,
  rectangle,
  selectedCells,
  toggleHour,
  toggleWeekday,
  type WeekSelection,
  withSelection,
} from './hour-selection.ts';
import { weekWords } from './week-words.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ROWS = [0, 1, 2, 3, 4, 5, 6];
const two = (hour: number): string => String(hour).padStart(2, '0');

/** Counts hold still in their classes while something is dragged or played, so that a colour keeps its meaning. */
function useStillScale(hours: readonly number[], runPeak: number | null): CountScale {
  const passing = usePassing();
  const kept = useRef<CountScale>(countScale(1));
  if (runPeak !== null) kept.current = countScale(runPeak);
  else if (!passing) kept.current = countScale(Math.max(0, ...hours));
  return kept.current;
}

interface MatrixCellProps {
  shade: number;
  inside: boolean;
  limited: boolean;
  active: boolean;
  name: string;
}

const MatrixCell = memo(function MatrixCell({ shade, inside, limited, active, name }: MatrixCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell to select, not one to read
    <span
      role="gridcell"
      data-cell
      data-class={shade}
      data-in={inside || undefined}
      tabIndex={active ? 0 : -1}
      aria-selected={limited && inside}
      aria-label={name}
      className={styles.cell}
    />
  );
});

interface HourMatrixProps {
  /** 168 counts, Monday 00 first. */
  hours: readonly number[];
  /** Incidents whose hour isn't known, of those selected. */
  hourless: number;
  /** What it is a matrix of. */
  label: string;
  /** The highest count of a run of playback that these are one frame of. */
  runPeak?: number | null;
}

/** Incidents per weekday and hour, and the filter for them: press, drag, or arrow keys with Shift and Enter. */
export function HourMatrix({ hours, hourless, label, runPeak = null }: HourMatrixProps) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const mirrored = language === 'ar';
  const selection: WeekSelection = { hours: useFilterField('hours'), weekdays: useFilterField('weekdays') };
  const scale = useStillScale(hours, runPeak);
  const grid = useRef<HTMLDivElement>(null);
  const drag = useRef<{ pointer: number; from: Cell; moved: boolean; before: WeekSelection } | null>(null);
  const [active, setActive] = useState<Cell>({ row: 4, hour: 18 });
  const anchor = useRef<Cell | null>(null);
  const focusNext = useRef(false);
  const readout = useRef<HTMLSpanElement>(null);
  const short = weekdayNames(language, 'short');
  const long = weekdayNames(language, 'long');
  const limited = !isWholeWeek(selection);
  const mask = selectedCells(selection);
  const total = hours.reduce((sum, n) => sum + n, 0);

  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const choose = (next: WeekSelection, undoable = true): void =>
    filterStore.setFilter((filter) => withSelection(filter, next), { undoable });

  const cellUnder = (event: PointerEvent, from?: Cell): Cell | null => {
    const cells = grid.current!.querySelectorAll<HTMLElement>('[data-cell]');
    const first = cells[0]!.getBoundingClientRect();
    const last = cells[167]!.getBoundingClientRect();
    const left = mirrored ? last.left : first.left;
    const right = mirrored ? first.right : last.right;
    const along = ((mirrored ? right - event.clientX : event.clientX - left) / (right - left)) * 24;
    const down = ((event.clientY - first.top) / (last.bottom - first.top)) * 7;
    if (from === undefined && (along < 0 || along >= 24 || down < 0 || down >= 7)) return null;
    return {
      row: Math.min(6, Math.max(0, Math.floor(down))),
      // Past the last hour a drag goes on into the night, to noon at most.
      hour: Math.min(35, Math.max(0, Math.floor(along))),
    };
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    const cell = cellUnder(event);
    if (cell === null) return;
    event.preventDefault();
    grid.current!.setPointerCapture(event.pointerId);
    if (event.shiftKey && anchor.current !== null) {
      choose(rectangle(anchor.current, cell));
      return;
    }
    drag.current = { pointer: event.pointerId, from: cell, moved: false, before: selection };
    anchor.current = cell;
    setActive(cell);
  };
  const move = (event: PointerEvent): void => {
    const held = drag.current;
    if (held === null) {
      const over = cellUnder(event);
      readout.current!.textContent = over === null ? '' : sentence(over);
      return;
    }
    if (held.pointer !== event.pointerId) return;
    readout.current!.textContent = '';
    const cell = cellUnder(event, held.from)!;
    if (!held.moved && cell.row === held.from.row && cell.hour === held.from.hour) return;
    held.moved = true;
    choose(rectangle(held.from, cell), false);
  };
  const up = (event: PointerEvent): void => {
    const held = drag.current;
    if (held === null || held.pointer !== event.pointerId) return;
    drag.current = null;
    if (held.moved) filterStore.setFilter(filterStore.filter);
    else choose(isJust(held.before, held.from) ? {} : rectangle(held.from, held.from));
  };

  const key = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const next = moveCell(active, event.key, mirrored);
    if (next !== null) {
      event.preventDefault();
      focusNext.current = true;
      setActive(next);
      if (event.shiftKey) {
        anchor.current ??= active;
        choose(rectangle(anchor.current, next), false);
      } else anchor.current = null;
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (event.shiftKey) choose(toggleWeekday(selection, active.row + 1));
      else if (event.ctrlKey) choose(toggleHour(selection, active.hour, false));
      else choose(isJust(selection, active) ? {} : rectangle(active, active));
    } else if (event.key === 'Escape' && limited) {
      event.preventDefault();
      event.stopPropagation();
      choose({});
    }
  };
  const settle = (): void => {
    if (filterStore.passing && drag.current === null) filterStore.setFilter(filterStore.filter);
  };
  const sentence = ({ row, hour }: Cell): string => {
    const n = hours[row * 24 + (hour % 24)] ?? 0;
    return t('matrix.cell', {
      weekday: long[row],
      from: two(hour),
      to: two((hour + 1) % 24),
      count: n,
      n: formatNumber(n, language),
    });
  };

  if (total === 0 && hourless > 0)
    return <p className={styles.none}>{t('matrix.none', { count: hourless, n: formatNumber(hourless, language) })}</p>;

  return (
    <div className={styles.place} data-limited={limited || undefined}>
      <div className={styles.hours}>
        {HOURS.map((hour) => (
          <button
            key={hour}
            type="button"
            tabIndex={-1}
            className={styles.hour}
            aria-label={t('matrix.hour', { from: two(hour), to: two((hour + 1) % 24) })}
            aria-pressed={
              selection.hours !== undefined &&
              (hour - selection.hours.start + 24) % 24 < ((selection.hours.end - selection.hours.start + 24) % 24 || 24)
            }
            onClick={(event) => choose(toggleHour(selection, hour, event.shiftKey))}
          >
            {hour % 6 === 0 ? two(hour) : ''}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of cells to select, not a table to read */}
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-describedby="matrix-keys"
        aria-multiselectable="true"
        className={styles.grid}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={settle}
        onPointerLeave={() => {
          readout.current!.textContent = '';
        }}
        onKeyDown={key}
        onKeyUp={(event) => event.key === 'Shift' && settle()}
        onBlur={settle}
      >
        {ROWS.map((row) => (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          // biome-ignore lint/a11y/useFocusableInteractive: its cells are
          <div key={row} role="row" className={styles.row}>
            {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: Shift+Enter in the row does the same */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
            <span
              role="rowheader"
              className={styles.weekday}
              data-chosen={selection.weekdays?.includes(row + 1) || undefined}
              title={long[row]}
              onClick={() => choose(toggleWeekday(selection, row + 1))}
            >
              {short[row]}
            </span>
            {HOURS.map((hour) => {
              const i = row * 24 + hour;
              const n = hours[i] ?? 0;
              const isActive = active.row === row && active.hour === hour;
              return (
                <MatrixCell
                  key={hour}
                  shade={classOf(n, scale)}
                  inside={mask[i] === 1}
                  limited={limited}
                  active={isActive}
                  // The whole sentence where the focus is; elsewhere the number, which costs nothing sixty times a second.
                  name={isActive ? sentence({ row, hour }) : String(n)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <span id="matrix-keys" className="spoken">
        {t('matrix.keys')}
      </span>
      <div className={styles.legend}>
        {scale.bounds.map((from, i) => {
          const next = scale.bounds[i + 1];
          return (
            <span key={from} className={styles.step}>
              <i data-class={i + 1} className={styles.swatch} />
              {next === undefined ? (
                <bdi>{t('matrix.atLeast', { n: formatNumber(from, language) })}</bdi>
              ) : (
                <bdi dir="ltr">
                  {next - 1 === from
                    ? formatNumber(from, language)
                    : `${formatNumber(from, language)}–${formatNumber(next - 1, language)}`}
                </bdi>
              )}
            </span>
          );
        })}
      </div>
      <p className={styles.state}>
        <span ref={readout} className={styles.readout} aria-hidden="true" />
        <span className={styles.still}>
          {limited
            ? weekWords(selection, language)
            : hourless > 0 && t('matrix.hourless', { count: hourless, n: formatNumber(hourless, language) })}
          {limited && (
            <button type="button" className={styles.clear} onClick={() => choose({})}>
              {t('matrix.clear')}
            </button>
          )}
        </span>
      </p>
    </div>
  );
}
