import { UNSETTLED_SRID } from '@lagesbild/contract';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './confirm.module.css';

const CODE = /^\d{4,6}$/;

interface SridCodeProps {
  srid: number;
  /** What the register calls it. */
  name: string | undefined;
  onChange: (srid: number) => void;
}

/** Any coordinate system of the register, by its EPSG code: said when it is whole, not digit by digit. */
export function SridCode({ srid, name, onChange }: SridCodeProps) {
  const { t } = useTranslation('import');
  const [text, setText] = useState('');
  useEffect(() => setText(srid === UNSETTLED_SRID ? '' : String(srid)), [srid]);
  const wrong = text !== '' && !CODE.test(text);
  const say = (): void => {
    if (CODE.test(text) && Number(text) !== srid) onChange(Number(text));
  };
  return (
    <label className={styles.field}>
      <span>{t('reading.epsg')}</span>
      <input
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={text}
        aria-invalid={wrong}
        onChange={(event) => setText(event.target.value.trim().replace(/^EPSG:/i, ''))}
        onBlur={say}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && say()}
      />
      {name !== undefined && <bdi className={styles.note}>{name}</bdi>}
    </label>
  );
}
