import type { Tally } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilterField } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import styles from './category-breakdown.module.css';
import panel from './panel.module.css';

const SHOWN = 6;

/** Which categories a count is made of, the largest first. */
export function CategoryBreakdown({ tally }: { tally: Tally }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const chosen = useFilterField('categories');
  const [more, setMore] = useState(false);
  const found = municipality.categories
    .filter(({ code }) => chosen === undefined || chosen.includes(code))
    .map(({ code, names }) => ({ code, name: nameIn(names, language), n: tally.categories[code] ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const peak = found[0]?.n ?? 1;
  const rest = found.length - SHOWN;
  return (
    <>
      <ul className={styles.list}>
        {(more ? found : found.slice(0, SHOWN)).map(({ code, name, n }) => (
          <li key={code}>
            <span>{name}</span>
            <b>{formatNumber(n, language)}</b>
            <i style={{ transform: `scaleX(${(n / peak).toFixed(3)})` }} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className={panel.quiet} aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t('category.fewer') : t('category.more', { count: rest, n: formatNumber(rest, language) })}
        </button>
      )}
    </>
  );
}
