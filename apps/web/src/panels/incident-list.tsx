import { TIME_PRECISIONS } from '@lagesbild/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentSummary } from '../engine/engine.ts';
import { useEngine, useTally } from '../engine/hooks.ts';
import { usePassing, useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import styles from './incident-list.module.css';
import { minuteTime } from './incident-time.ts';
import panel from './panel.module.css';

const SHOWN = 100;

/** The newest selected incidents, once a drag has ended; null before the first answer. */
function useNewest(limit: number): IncidentSummary[] | null {
  const engine = useEngine();
  const tally = useTally();
  const passing = usePassing();
  const [newest, setNewest] = useState<IncidentSummary[] | null>(null);
  // The tally stands for everything the list depends on: filter and rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (passing) return;
    let current = true;
    engine.newest(limit).then(
      (rows) => current && setNewest(rows),
      () => {}, // the page says why; what was listed stays, and the next tally asks again
    );
    return () => {
      current = false;
    };
  }, [engine, tally, passing, limit]);
  return newest;
}

/** The newest incidents of the selection; press one to read it. */
export function IncidentList() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const { setView } = useView();
  const tally = useTally();
  const newest = useNewest(SHOWN);
  if (newest === null) return <p className={panel.note}>{t('list.fetching')}</p>;
  if (newest.length === 0) return <p className={panel.note}>{t('list.none')}</p>;
  const name = (code: string): string =>
    nameIn(municipality.categories.find((category) => category.code === code)?.names ?? { sv: code }, language);
  return (
    <>
      <p className={panel.note}>
        {t('list.shows', { n: formatNumber(newest.length, language), total: formatNumber(tally?.n ?? 0, language) })}
      </p>
      <ul className={styles.list}>
        {newest.map(({ incident_id, category, minute, time_precision }) => (
          <li key={incident_id}>
            <button type="button" className={styles.row} onClick={() => setView({ at: `i:${incident_id}` })}>
              <span>{name(category)}</span>
              <small>{minuteTime(minute, TIME_PRECISIONS[time_precision] ?? 'day', language)}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
