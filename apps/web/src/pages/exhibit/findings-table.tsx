import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatNumber, formatP, formatPeriod } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import type { ExhibitAnswer } from './answer.ts';
import styles from './exhibit.module.css';
import { findingsOf, type Value } from './findings.ts';

const ROWS_SHOWN = 24;

/** What was answered, as a table; the rest of a long one is in the file. */
export function FindingsTable({ answer }: { answer: ExhibitAnswer }) {
  const { t } = useTranslation('exhibit');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const findings = findingsOf(answer);
  if (findings === null || findings.rows.length === 0) return <p>{t(findings === null ? 'unread' : 'nothing')}</p>;
  const { columns, rows } = findings;
  const whole = (n: number): string => formatNumber(n, language);
  const short = (n: number): string =>
    formatNumber(n, language, { maximumFractionDigits: Math.abs(n) < 10 ? 2 : Math.abs(n) < 1000 ? 1 : 0 });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((values, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an answer that never changes
              <tr key={at}>
                {values.map((value, across) => (
                  <td key={columns[across]} data-words={isWords(value) || undefined}>
                    <bdi>{written(value)}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_SHOWN && (
        <p className={styles.note}>{t('first', { n: whole(ROWS_SHOWN), total: whole(rows.length) })}</p>
      )}
    </>
  );

  function written(value: Value): string {
    switch (value.kind) {
      case 'count':
        return value.value === null ? '–' : whole(value.value);
      case 'number':
        return value.value === null ? '–' : short(value.value);
      case 'p':
        return value.value === null ? '–' : formatP(value.value, language);
      case 'word':
        return t(value.key);
      case 'text':
        return value.text;
      case 'days':
        return formatPeriod(value.from, value.to, language);
      case 'interval':
        return value.low === null && value.high === null
          ? '–'
          : `${value.low === null ? '' : short(value.low)}–${value.high === null ? '' : short(value.high)}`;
      case 'category': {
        const names = municipality.categories.find(({ code }) => code === value.code)?.names;
        return names === undefined ? value.code : nameIn(names, language);
      }
      case 'place': {
        const place = places.features.find(({ properties }) => properties.slug === value.slug);
        return place === undefined ? value.slug || t('elsewhere') : nameIn(place.properties.names, language);
      }
      case 'cells':
        return t('cells', { n: whole(value.n) });
    }
  }
}

const isWords = ({ kind }: Value): boolean => ['word', 'days', 'category', 'place', 'cells'].includes(kind);
