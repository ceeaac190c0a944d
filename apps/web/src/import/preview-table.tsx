import type { Field, ImportPreview, Mapping } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber, localeOf } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { useCategories } from './categories.ts';
import { useImportStage } from './desk.ts';
import styles from './preview.module.css';

const SHOWN = 12;
const MONTH = { month: 'short', year: 'numeric' } as const;
const DAY = { ...MONTH, day: 'numeric' } as const;
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The first rows as they stand in the file, with what each becomes. */
export function PreviewTable({ preview, mapping }: { preview: ImportPreview; mapping: Mapping }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const categories = useCategories(useImportStage());
  const fields = new Map<string, Field[]>();
  for (const [field, header] of Object.entries(mapping.columns) as [Field, string][])
    fields.set(header, [...(fields.get(header) ?? []), readAs(field, mapping.axes)]);
  const { time_precision } = mapping;
  const shown = time_precision === 'month' ? MONTH : time_precision === 'day' ? DAY : MINUTE;
  const time = new Intl.DateTimeFormat(localeOf(language), { ...shown, timeZone: zoneOr(mapping.time_zone) });
  const category = (code: string | null): string => {
    const known = categories.find((one) => one.code === code);
    return known === undefined ? t('categories.unclassified') : nameIn(known.names, language);
  };
  const table = mapping.format === 'area_counts';
  const count = (n: number | null): string => (n === null ? t('preview.withheld') : formatNumber(n, language));
  const moment = (at: string | null): string => (at === null ? '' : time.format(new Date(at)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable without a mouse
    <section className={styles.scroll} aria-label={t('preview.table')} tabIndex={0}>
      <table className={styles.table}>
        <caption>{t('preview.first', { count: Math.min(SHOWN, preview.rows.length) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('preview.row')}</th>
            <th scope="col">{t('preview.becomes')}</th>
            {preview.headers.map((header, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may repeat a header, and columns don't move
              <th key={at} scope="col" data-mapped={fields.has(header) || undefined}>
                <bdi>{header}</bdi>
                <small>
                  {fields
                    .get(header)
                    ?.map((field) => t(`field.${field}`))
                    .join(', ')}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, SHOWN).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a wide table is several here, and none moves
            <tr key={at} data-rejected={row.rejected !== null || undefined}>
              <th scope="row">{row.row}</th>
              <td>
                {row.rejected ?? (
                  <>
                    {table ? <span>{count(row.n)}</span> : <span>{moment(row.occurred_from)}</span>}
                    {(row.occurred_from !== null || row.category !== null) && <small>{category(row.category)}</small>}
                  </>
                )}
              </td>
              {preview.headers.map((header, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={at} data-mapped={fields.has(header) || undefined}>
                  <bdi>{row.raw[at] ?? ''}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The axis a column is read as, whichever it is named for. */
const readAs = (field: Field, axes: Mapping['axes']): Field =>
  axes === 'xy' ? field : field === 'x' ? 'y' : field === 'y' ? 'x' : field;

/** A zone that the browser doesn't know is no reason to lose the table. */
function zoneOr(zone: string): string {
  try {
    new Intl.DateTimeFormat('sv', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}
