import type { ImportPreview, Mapping } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatList, formatNumber, formatPeriod } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { AxesLine } from './axes-line.tsx';
import panel from './panel.module.css';
import styles from './preview.module.css';

const COLUMNS_SHOWN = 6;

/** When the rows happened, and how a table with its periods or categories as columns is read: a wrong guess shows here first. */
export function PreviewFacts({ preview, mapping }: { preview: ImportPreview; mapping: Mapping }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const { period, wide, strays, future } = preview;
  const table = mapping.format === 'area_counts';
  const whole = mapping.time_precision === 'month' ? 'month' : 'day';
  const some = (names: readonly string[]): string =>
    names.length <= COLUMNS_SHOWN
      ? formatList(names, language)
      : t('wide.more', { names: names.slice(0, COLUMNS_SHOWN).join(', '), count: names.length - COLUMNS_SHOWN });
  return (
    <>
      <dl className={panel.reasons}>
        {period !== null && (
          <div>
            <dt>{t('preview.period')}</dt>
            <dd>{formatPeriod(period.from, period.to, language, table ? 'day' : whole)}</dd>
          </div>
        )}
        {strays > 0 && (
          <div>
            <dt>{t('preview.strays', { count: strays })}</dt>
            <dd>{formatNumber(strays, language)}</dd>
          </div>
        )}
        {future !== null && (
          <div>
            <dt>
              {t(mapping.future === 'accept' ? 'preview.futureTaken' : 'preview.future', {
                count: future.rows,
                row: future.row,
                value: future.value,
              })}
            </dt>
            <dd>{formatNumber(future.rows, language)}</dd>
          </div>
        )}
      </dl>
      {preview.swapped && <AxesLine mapping={mapping} />}
      {wide !== null && (
        <p className={styles.placeless}>
          {t(`wide.${wide.into}`, { columns: some(wide.columns) })}
          {wide.left_out.length > 0 && ` ${t('wide.leftOut', { columns: some(wide.left_out) })}`}
        </p>
      )}
    </>
  );
}
