import type { Mapping } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { importDesk } from './desk.ts';
import styles from './preview.module.css';

/** The columns hold each other's axis: says how they are read, and lets them be read as they stand. */
export function AxesLine({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation('import');
  const { x = '', y = '' } = mapping.columns;
  const turned = mapping.axes === 'yx';
  const how = x === y ? 'Together' : '';
  return (
    <p className={styles.axes}>
      {t(`axes.${turned ? 'turned' : 'asWritten'}${how}`, { x, y })}
      <button type="button" onClick={() => importDesk.edit({ mapping: { ...mapping, axes: turned ? 'xy' : 'yx' } })}>
        {t(turned ? 'axes.readAsWritten' : 'axes.turn')}
      </button>
    </p>
  );
}
