import { WEEK_HOURS } from '@lagesbild/contract';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveCell } from '../../panels/hour-selection.ts';
import { weekdayNames } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './hours-grid.module.css';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DAYS = [0, 1, 2, 3, 4, 5, 6];
const two = (hour: number): string => String(hour).padStart(2, '0');

export const NO_HOURS = '0'.repeat(WEEK_HOURS);

interface HoursGridProps {
  /** A digit per hour of the week, Monday 00 first. */
  hours: string;
  label: string;
  onChange: (hours: string) => void;
}

/** Hours of the week that are on: press and drag, or arrow keys with Space. */
export function HoursGrid({ hours, label, onChange }: HoursGridProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 4, hour: 18 });
  const painting = useRef<'0' | '1' | null>(null);
  const follow = useRef(false);
  const short = weekdayNames(language, 'short');
  const long = weekdayNames(language, 'long');
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const set = (i: number, to: string): void => {
    if (hours[i] !== to) onChange(hours.slice(0, i) + to + hours.slice(i + 1));
  };
  const flip = (i: number): '0' | '1' => (hours[i] === '1' ? '0' : '1');
  const under = (event: PointerEvent): number | null => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-hour]');
    return cell == null || !grid.current!.contains(cell) ? null : Number(cell.dataset.hour);
  };
  const key = (event: KeyboardEvent): void => {
    const next = moveCell(active, event.key, language === 'ar');
    if (next !== null) {
      follow.current = true;
      setActive({ row: next.row, hour: next.hour % 24 });
    } else if (event.key === ' ' || event.key === 'Enter') {
      const i = active.row * 24 + active.hour;
      set(i, flip(i));
    } else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of hours to switch, not a table to read
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      className={styles.grid}
      onKeyDown={key}
      onPointerDown={(event) => {
        const i = under(event);
        if (i === null || !event.isPrimary) return;
        painting.current = flip(i);
        setActive({ row: Math.floor(i / 24), hour: i % 24 });
        set(i, painting.current);
      }}
      onPointerMove={(event) => {
        const i = painting.current === null ? null : under(event);
        if (i !== null) set(i, painting.current!);
      }}
      onPointerUp={() => {
        painting.current = null;
      }}
      onPointerLeave={() => {
        painting.current = null;
      }}
    >
      <div className={styles.heads} aria-hidden="true">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{two(hour)}</span>
        ))}
      </div>
      {DAYS.map((row) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: its cells are
        <div key={row} role="row" className={styles.row}>
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: its cells are */}
          <span role="rowheader" className={styles.day} title={long[row]}>
            {short[row]}
          </span>
          {HOURS.map((hour) => {
            const i = row * 24 + hour;
            const isActive = active.row === row && active.hour === hour;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see the grid
              <span
                key={hour}
                role="gridcell"
                data-hour={i}
                tabIndex={isActive ? 0 : -1}
                aria-selected={hours[i] === '1'}
                aria-label={t('hours.cell', { day: long[row], from: two(hour), to: two((hour + 1) % 24) })}
                className={styles.cell}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}
