import { AreaCells, type AreaTable, type CountedCategory } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../area-counts.module.css';
import { type Cell, gridOf, sortedBy } from './grid.ts';
import { countedName, periodName } from './words.ts';

interface FiguresProps {
  table: AreaTable;
  counted: CountedCategory;
}

/** Areas down, periods across. A figure that is withheld says so, one that isn't there is blank: neither is zero. */
export function Figures({ table, counted }: FiguresProps) {
  const { t } = useTranslation('counts');
  const language = useLanguage();
  const { municipality } = useArea();
  const { slug, data } = municipality;
  const { category, source_category, counting_unit } = counted;
  const query = new URLSearchParams({ category, source_category });
  const cells = useQuery({
    queryKey: ['area-cells', slug, data.version, table.source_id, category, source_category],
    queryFn: ({ signal }) => api.get(`/api/${slug}/area-counts/${table.source_id}?${query}`, AreaCells, { signal }),
    placeholderData: (before) => before,
  });
  const [order, setOrder] = useState<number | 'name'>('name');
  const found = cells.data?.cells;
  const grid = useMemo(() => (found === undefined ? null : gridOf(table.areas, found)), [table.areas, found]);
  if (cells.error !== null && cells.data === undefined)
    return <Failure error={cells.error} retry={() => cells.refetch()} />;
  if (grid === null) return <p role="status">{t('fetching')}</p>;
  const rows = sortedBy(grid.rows, order, language);
  const withheld = grid.rows.reduce((n, { cells: row }) => n + row.filter((cell) => cell === null).length, 0);
  return (
    <section className={styles.figures} aria-labelledby="counted">
      <h2 id="counted">{countedName(counted, municipality.categories, language)}</h2>
      <p className={styles.note}>
        {t(`unit.${counting_unit}`)} · {t('areas', { count: rows.length, n: formatNumber(rows.length, language) })} ·{' '}
        {t('periods', { count: grid.periods.length, n: formatNumber(grid.periods.length, language) })}
        {withheld > 0 && ` · ${t('withheld', { count: withheld, n: formatNumber(withheld, language) })}`}
        {(cells.data?.left_off ?? 0) > 0 &&
          ` · ${t('leftOff', { count: cells.data!.left_off, n: formatNumber(cells.data!.left_off, language) })}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable without a mouse */}
      <div className={styles.scroll} tabIndex={0} data-stale={cells.isPlaceholderData || undefined}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" aria-sort={order === 'name' ? 'ascending' : 'none'}>
                <button type="button" onClick={() => setOrder('name')}>
                  {t('area')}
                </button>
              </th>
              {grid.periods.map((period, at) => (
                <th key={`${period.from} ${period.to}`} scope="col" aria-sort={order === at ? 'descending' : 'none'}>
                  <button type="button" onClick={() => setOrder(at)}>
                    <bdi>{periodName(period, language)}</bdi>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, name, cells: row }) => (
              <tr key={code}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                {grid.periods.map(({ from, to }, at) => (
                  <Figure key={`${from} ${to}`} n={row[at]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>{t('key')}</p>
    </section>
  );
}

function Figure({ n }: { n: Cell | undefined }) {
  const { t } = useTranslation('counts');
  const language = useLanguage();
  if (n === undefined)
    return (
      <td>
        <span className="spoken">{t('missing')}</span>
      </td>
    );
  if (n === null)
    return (
      <td data-withheld>
        <span aria-hidden="true">..</span>
        <span className="spoken">{t('isWithheld')}</span>
      </td>
    );
  return <td>{formatNumber(n, language)}</td>;
}
