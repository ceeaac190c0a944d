import { type Field, type Mapping, PRECISIONS } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { ColumnSelect } from './column-select.tsx';
import styles from './confirm.module.css';
import { crsName, FILE_SRIDS, UNSETTLED_SRID } from './crs.ts';
import { importDesk, useImportStage } from './desk.ts';
import { mappingOf } from './draft.ts';
import { SridCode } from './srid-code.tsx';
import { ZoneSelect } from './zone-select.tsx';

const INCIDENT_FIELDS: readonly Field[] = [
  'occurred_from',
  'occurred_from_time',
  'occurred_to',
  'occurred_to_time',
  'category',
  'x',
  'y',
  'id',
  'report',
  'reported_at',
  'registered',
  'precision',
  'discovery',
];
const COUNT_FIELDS: readonly Field[] = ['area_code', 'area_name', 'period', 'category', 'count'];
const DATE_ORDERS: readonly Mapping['date_order'][] = ['ymd', 'dmy', 'mdy', 'excel', 'epoch_s', 'epoch_ms'];

/** How the columns are read: right as guessed in most files, so it is folded until somebody wants to see. */
export function ColumnFields({ headers }: { headers: string[] }) {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const mapping = mappingOf(stage);
  if (mapping === null) return null;
  const set = (change: Partial<Mapping>): void => importDesk.edit({ mapping: { ...mapping, ...change } });
  // The publishers' own formats are fixed: what they mean is not a guess.
  const fixed = mapping.format === 'police_uk' || mapping.format === 'polisen';
  const fields = mapping.format === 'area_counts' ? COUNT_FIELDS : INCIDENT_FIELDS;
  const srids = FILE_SRIDS.includes(mapping.srid) ? FILE_SRIDS : [mapping.srid, ...FILE_SRIDS];
  return (
    <details className={styles.section}>
      <summary>
        <h3>{t('columns.title')}</h3>
        <small>{t(fixed ? 'columns.fixed' : 'columns.guessed', { count: Object.keys(mapping.columns).length })}</small>
      </summary>
      <div className={styles.fields}>
        {fields.map((field) => (
          <ColumnSelect key={field} field={field} headers={headers} />
        ))}
      </div>
      <h3>{t('reading.title')}</h3>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{t('reading.dateOrder')}</span>
          <select
            value={mapping.date_order}
            onChange={(event) => set({ date_order: event.target.value as Mapping['date_order'] })}
          >
            {DATE_ORDERS.map((order) => (
              <option key={order} value={order}>
                {t(`dateOrder.${order}`)}
              </option>
            ))}
          </select>
        </label>
        <ZoneSelect label={t('reading.zone')} value={mapping.time_zone} onChange={(time_zone) => set({ time_zone })} />
        <label className={styles.field}>
          <span>{t('reading.srid')}</span>
          <select value={mapping.srid} onChange={(event) => set({ srid: Number(event.target.value) })}>
            {srids.map((srid) => (
              <option key={srid} value={srid}>
                {srid === UNSETTLED_SRID ? t('reading.unsettled') : crsName(srid, mapping.crs?.name)}
              </option>
            ))}
          </select>
        </label>
        <SridCode srid={mapping.srid} name={mapping.crs?.name} onChange={(srid) => set({ srid })} />
        <label className={styles.field}>
          <span>{t('reading.decimal')}</span>
          <select
            value={mapping.decimal}
            onChange={(event) => set({ decimal: event.target.value as Mapping['decimal'] })}
          >
            <option value=".">{t('reading.decimalPoint')}</option>
            <option value=",">{t('reading.decimalComma')}</option>
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('reading.precision')}</span>
          <select
            value={mapping.precision}
            onChange={(event) => set({ precision: event.target.value as Mapping['precision'] })}
          >
            {PRECISIONS.map((precision) => (
              <option key={precision} value={precision}>
                {t(`precision.${precision}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('reading.unit')}</span>
          <select
            value={mapping.counting_unit}
            onChange={(event) => set({ counting_unit: event.target.value as Mapping['counting_unit'] })}
          >
            {(['event', 'report', 'offence'] as const).map((unit) => (
              <option key={unit} value={unit}>
                {t(`unit.${unit}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mapping.axes === 'yx'}
          onChange={(event) => set({ axes: event.target.checked ? 'yx' : 'xy' })}
        />
        <span>{t('reading.swapped')}</span>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mapping.ignore_offset}
          onChange={(event) => set({ ignore_offset: event.target.checked })}
        />
        <span>{t('reading.ignoreOffset')}</span>
      </label>
    </details>
  );
}
