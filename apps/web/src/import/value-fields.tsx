import { crsName, type Mapping, PRECISIONS, UNSETTLED_SRID } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './confirm.module.css';
import { FILE_SRIDS } from './crs.ts';
import { importDesk } from './desk.ts';
import { SridCode } from './srid-code.tsx';
import { ZoneSelect } from './zone-select.tsx';

const DATE_ORDERS: readonly Mapping['date_order'][] = ['ymd', 'dmy', 'mdy', 'excel', 'epoch_s', 'epoch_ms'];

interface Read {
  mapping: Mapping;
}

const change = (mapping: Mapping, changed: Partial<Mapping>): void =>
  importDesk.edit({ mapping: { ...mapping, ...changed } });

/** How dates, coordinates and numbers of a list of incidents are read. */
export function ValueFields({ mapping }: Read) {
  const { t } = useTranslation('import');
  const srids = FILE_SRIDS.includes(mapping.srid) ? FILE_SRIDS : [mapping.srid, ...FILE_SRIDS];
  return (
    <>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{t('reading.dateOrder')}</span>
          <select
            value={mapping.date_order}
            onChange={(event) => change(mapping, { date_order: event.target.value as Mapping['date_order'] })}
          >
            {DATE_ORDERS.map((order) => (
              <option key={order} value={order}>
                {t(`dateOrder.${order}`)}
              </option>
            ))}
          </select>
        </label>
        <ZoneSelect
          label={t('reading.zone')}
          value={mapping.time_zone}
          onChange={(time_zone) => change(mapping, { time_zone })}
        />
        <label className={styles.field}>
          <span>{t('reading.srid')}</span>
          <select value={mapping.srid} onChange={(event) => change(mapping, { srid: Number(event.target.value) })}>
            {srids.map((srid) => (
              <option key={srid} value={srid}>
                {srid === UNSETTLED_SRID ? t('reading.unsettled') : crsName(srid, mapping.crs?.name)}
              </option>
            ))}
          </select>
        </label>
        <SridCode srid={mapping.srid} name={mapping.crs?.name} onChange={(srid) => change(mapping, { srid })} />
        <label className={styles.field}>
          <span>{t('reading.decimal')}</span>
          <select
            value={mapping.decimal}
            onChange={(event) => change(mapping, { decimal: event.target.value as Mapping['decimal'] })}
          >
            <option value=".">{t('reading.decimalPoint')}</option>
            <option value=",">{t('reading.decimalComma')}</option>
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('reading.precision')}</span>
          <select
            value={mapping.precision}
            onChange={(event) => change(mapping, { precision: event.target.value as Mapping['precision'] })}
          >
            {PRECISIONS.map((precision) => (
              <option key={precision} value={precision}>
                {t(`precision.${precision}`)}
              </option>
            ))}
          </select>
        </label>
        <UnitSelect mapping={mapping} />
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mapping.axes === 'yx'}
          onChange={(event) => change(mapping, { axes: event.target.checked ? 'yx' : 'xy' })}
        />
        <span>{t('reading.swapped')}</span>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mapping.ignore_offset}
          onChange={(event) => change(mapping, { ignore_offset: event.target.checked })}
        />
        <span>{t('reading.ignoreOffset')}</span>
      </label>
    </>
  );
}

/** How the figures of a table of counts are read. */
export function TableFields({ mapping }: Read) {
  const { t } = useTranslation('import');
  return (
    <div className={styles.fields}>
      <UnitSelect mapping={mapping} />
      <label className={styles.field}>
        <span>{t('reading.dash')}</span>
        <select
          value={mapping.dash ?? 'withheld'}
          onChange={(event) => change(mapping, { dash: event.target.value as NonNullable<Mapping['dash']> })}
        >
          {(['withheld', 'zero'] as const).map((dash) => (
            <option key={dash} value={dash}>
              {t(`dash.${dash}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function UnitSelect({ mapping }: Read) {
  const { t } = useTranslation('import');
  return (
    <label className={styles.field}>
      <span>{t('reading.unit')}</span>
      <select
        value={mapping.counting_unit}
        onChange={(event) => change(mapping, { counting_unit: event.target.value as Mapping['counting_unit'] })}
      >
        {(['event', 'report', 'offence'] as const).map((unit) => (
          <option key={unit} value={unit}>
            {t(`unit.${unit}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
