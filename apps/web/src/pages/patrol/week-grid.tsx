import type { PlannedVisits, Unit, VisitFinding, Zone } from '@lagesbild/contract';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { announce } from '../../shell/announcer.tsx';
import { weekdayNames } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './patrol.module.css';
import { useTouchCarry } from './touch-carry.ts';
import { unitHue } from './unit-hue.ts';
import { clockText } from './week-words.ts';

interface WeekGridProps {
  slug: string;
  week: string;
  lines: readonly PlannedVisits[];
  findings: readonly VisitFinding[];
  zones: readonly Zone[];
  units: readonly Unit[];
  onOpen: (index: number) => void;
  onAdd: (zone_id: string, weekday: number) => void;
  onMove: (index: number, to: { zone_id: string; weekday: number }) => void;
}

/** Where an arrow takes a visit: days along the line, zones across; the line runs the way the page is read. */
function target(
  key: string,
  { zone_id, weekday }: PlannedVisits,
  zones: readonly Zone[],
): { zone_id: string; weekday: number } | null {
  const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const at = zones.findIndex((zone) => zone.zone_id === zone_id);
  const to =
    key === 'ArrowLeft' || key === 'ArrowRight'
      ? { at, weekday: weekday + (key === onward ? 1 : -1) }
      : { at: at + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : Number.NaN), weekday };
  const zone = zones[to.at];
  return zone === undefined || to.weekday < 0 || to.weekday > 6 ? null : { zone_id: zone.zone_id, weekday: to.weekday };
}

/** Zones × days. A visit is moved by mouse, or by Alt and an arrow; Enter opens it. */
export function WeekGrid({ slug, week, lines, findings, zones, units, onOpen, onAdd, onMove }: WeekGridProps) {
  const { t } = useTranslation('patrol');
  const days = weekdayNames(useLanguage(), 'short');
  // In its new cell it is another button: whoever moves a visit by keyboard goes along with it.
  const moved = useRef<number | null>(null);
  const carry = useTouchCarry((index, { dataset: { zone, weekday } }) => {
    if (zone !== undefined) onMove(index, { zone_id: zone, weekday: Number(weekday) });
  });
  const help = useId();
  const found = new Set(findings.flatMap(({ kind, lines }) => (kind === 'no_ground' ? [] : lines)));
  const groundless = new Set(findings.flatMap(({ kind, lines }) => (kind === 'no_ground' ? lines : [])));
  return (
    <>
      <p id={help} className={forms.note}>
        {t('grid.help')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={styles.wide} tabIndex={0} aria-label={t('title')} aria-describedby={help}>
        <table ref={carry.table} className={styles.grid}>
          <thead>
            <tr>
              <th scope="col">{t('line.zone')}</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {zones.map(({ zone_id, name }) => (
              <tr key={zone_id}>
                <th scope="row">
                  <Link
                    to="/$municipality/zoner/$zone/kort"
                    params={{ municipality: slug, zone: zone_id }}
                    search={{ week } as never}
                    title={t('card.open')}
                  >
                    <bdi>{name}</bdi>
                  </Link>
                </th>
                {days.map((day, weekday) => (
                  <td
                    key={day}
                    data-zone={zone_id}
                    data-weekday={weekday}
                    onDragOver={(event) => event.preventDefault()}
                    onDrop={(event) => {
                      event.preventDefault();
                      onMove(Number(event.dataTransfer.getData('text/plain')), { zone_id, weekday });
                    }}
                  >
                    {lines.map((line, i) => {
                      const unit = units.find((one) => one.unit_id === line.unit_id);
                      return line.zone_id !== zone_id || line.weekday !== weekday ? null : (
                        <button
                          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
                          key={i}
                          ref={(chip) => {
                            if (chip === null || moved.current !== i) return;
                            moved.current = null;
                            chip.focus();
                          }}
                          type="button"
                          className={styles.chip}
                          draggable
                          style={{ '--hue': unitHue(line.unit_id) } as CSSProperties}
                          data-found={found.has(i) || groundless.has(i) || undefined}
                          {...carry.handlers(i)}
                          onDragStart={(event) => {
                            if (carry.isTouched()) event.preventDefault();
                            else event.dataTransfer.setData('text/plain', String(i));
                          }}
                          onClick={() => !carry.wasCarried() && onOpen(i)}
                          onKeyDown={(event) => {
                            const to = event.altKey ? target(event.key, line, zones) : null;
                            if (to === null) return;
                            event.preventDefault();
                            moved.current = i;
                            onMove(i, to);
                            const zone = zones.find((one) => one.zone_id === to.zone_id)?.name ?? '';
                            announce(t('moved', { zone, day: days[to.weekday] }));
                          }}
                        >
                          <bdi>{unit?.name ?? line.unit_id}</bdi>
                          <span>{t('card.times', { n: line.visits, minutes: line.minutes })}</span>
                          <span dir="ltr">{`${clockText(line.from_minute)}–${clockText(line.to_minute)}`}</span>
                          {found.has(i) && <span className={styles.found}>{t('chip.found')}</span>}
                          {groundless.has(i) && <span className={styles.found}>{t('chip.groundless')}</span>}
                        </button>
                      );
                    })}
                    <button
                      type="button"
                      aria-label={t('grid.add', { zone: name, day })}
                      onClick={() => onAdd(zone_id, weekday)}
                    >
                      +
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
