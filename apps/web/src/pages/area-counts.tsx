import { AreaTable } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../api.ts';
import { FileButton } from '../import/file-button.tsx';
import { useArea } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { Figures } from './area-counts/figures.tsx';
import { countedKey, countedName } from './area-counts/words.ts';
import styles from './area-counts.module.css';

const Tables = z.array(AreaTable);

/** Counts that came as counts, by area and period: one table a source and category. They are never points. */
export function AreaCounts() {
  const { t } = useTranslation('counts');
  const language = useLanguage();
  const { municipality } = useArea();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { source?: string; counted?: string };
  const { slug, names, data } = municipality;
  const tables = useQuery({
    queryKey: ['area-counts', slug, data.version],
    queryFn: ({ signal }) => api.get(`/api/${slug}/area-counts`, Tables, { signal }),
    placeholderData: (before) => before,
  });
  const name = nameIn(names, language);
  useEffect(() => {
    document.title = `${t('title')} – ${name} – Lägesbild`;
  }, [t, name]);
  if (tables.data === undefined)
    return tables.error === null ? (
      <p className={styles.waiting} role="status">
        {t('fetching')}
      </p>
    ) : (
      <Failure error={tables.error} retry={() => tables.refetch()} />
    );
  const table = tables.data.find(({ source_id }) => String(source_id) === search.source) ?? tables.data[0];
  const counted = table?.categories.find((one) => countedKey(one) === search.counted) ?? table?.categories[0];
  const choose = (next: { source?: string; counted?: string }): void =>
    void navigate({ to: '.', search: next as never, replace: true });
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('title')}</h1>
        <p className={styles.note}>{t('what')}</p>
      </header>
      {table === undefined || counted === undefined ? (
        <div className={styles.empty}>
          <p>{t('none')}</p>
          <FileButton className="primary">{t('add')}</FileButton>
        </div>
      ) : (
        <>
          <div className={styles.choices}>
            <label>
              <span>{t('source')}</span>
              <select
                value={table.source_id}
                onChange={(event) => choose({ source: event.target.value })}
                disabled={tables.data.length === 1}
              >
                {tables.data.map(({ source_id, name: source }) => (
                  <option key={source_id} value={source_id}>
                    {source}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{t('counted')}</span>
              <select
                value={countedKey(counted)}
                onChange={(event) => choose({ source: String(table.source_id), counted: event.target.value })}
              >
                {table.categories.map((one) => (
                  <option key={countedKey(one)} value={countedKey(one)}>
                    {countedName(one, municipality.categories, language)}
                  </option>
                ))}
              </select>
            </label>
            <a className={styles.file} href={`/api/${slug}/area-counts/${table.source_id}/export.csv`} download>
              {t('file', { n: formatNumber(table.cells, language) })}
            </a>
          </div>
          <Figures table={table} counted={counted} />
        </>
      )}
    </div>
  );
}
