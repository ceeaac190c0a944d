import { PRECISIONS } from '@lagesbild/contract';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/hooks.ts';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import type { CityMap } from './city-map.ts';
import { localTime } from './local-time.ts';
import styles from './map-view.module.css';
import type { Pick } from './picking.ts';

const GAP_PX = 12;

/** The incidents under a click: category, time as exactly as it is known, source. Stays where it was pinned. */
export function IncidentPopover({
  city,
  pick,
  onOpen,
  onClose,
}: {
  city: CityMap;
  pick: Pick;
  onOpen: (incident_id: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const { municipality } = useEngine();
  const box = useRef<HTMLDivElement>(null);
  const { incidents, total } = pick.there;
  const number = (n: number): string => formatNumber(n, language);

  useLayoutEffect(() => {
    const place = (): void => {
      const own = box.current;
      const room = own?.parentElement;
      if (!own || !room) return;
      const { x, y } = city.project(pick.lon, pick.lat);
      const { offsetWidth: width, offsetHeight: height } = own;
      const above = y - height - GAP_PX;
      const top = above >= GAP_PX ? above : Math.min(y + GAP_PX, room.clientHeight - height - GAP_PX);
      const left = Math.min(Math.max(x - width / 2, GAP_PX), room.clientWidth - width - GAP_PX);
      own.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    place();
    return city.onMove(place);
  }, [city, pick]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another pick is another list to start reading from
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('li button') ?? box.current?.querySelector('button');
    first?.focus({ preventScroll: true });
  }, [pick]);

  const category = (code: string): string =>
    nameIn(municipality.categories.find((known) => known.code === code)?.names ?? { sv: code }, language);
  const [only, ...others] = municipality.sources.filter((source) => source.incidents > 0);
  const title = total === 0 ? t('here.none') : t('here.title', { count: total, n: number(total) });

  return (
    <div
      ref={box}
      className={styles.popover}
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" aria-label={t('here.close')} onClick={onClose}>
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <path d="M5 5l10 10M15 5 5 15" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
          </svg>
        </button>
      </header>
      <ul>
        {incidents.map((incident) => (
          <li key={incident.incident_id}>
            <button type="button" onClick={() => onOpen(incident.incident_id)}>
              <span>{category(incident.category)}</span>
              <small>
                {localTime(incident, language)}
                {PRECISIONS[incident.precision] === 'segment' && ` · ${t('here.segment')}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {total > incidents.length && <p className={styles.note}>{t('here.more', { n: number(incidents.length) })}</p>}
      {only !== undefined && total > 0 && (
        <p className={styles.note}>{others.length === 0 ? t('here.source', { name: only.name }) : t('here.sources')}</p>
      )}
    </div>
  );
}
