import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANGE_GROUPS, CLASSES_OF, cellsByClass, classNamed } from '../map/emerging.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './change.module.css';
import { ChangeMark } from './change-mark.tsx';
import { useEmerging } from './emerging.ts';
import { silenceOf, stepsOf } from './emerging-words.ts';
import { LargerCells } from './hot-spot-failure.tsx';

/** What the marks of change mean, how many cells have each, and of what. */
export function EmergingKey({ cell_m }: { cell_m: number }) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const emerging = useEmerging();
  const { answer, failed } = emerging;
  const cells = useMemo(() => cellsByClass(answer?.classes ?? new Int8Array(0)), [answer]);
  if (failed) return <small>{t('change.failed')}</small>;
  if (answer === null) return <small>{t('change.working')}</small>;
  const silence = silenceOf(answer, t, language);
  return (
    <>
      {silence !== null && <small>{silence}</small>}
      <ul className={styles.groups}>
        {CHANGE_GROUPS.map((group) => {
          // Of the many cold classes only those there are; the hot ones stand where they always stand.
          const shown = CLASSES_OF[group].filter((number) => group !== 'few' || cells.has(number));
          return (
            <li key={group} className={styles.group}>
              <b>{t(`change.group.${group}`)}</b>
              {shown.length === 0 && <small> {t('change.noCells')}</small>}
              <ul className={styles.classes}>
                {shown.map((number) => (
                  <li key={number}>
                    <ChangeMark number={number} />
                    {t(`change.class.${classNamed(number) as 'new'}`)}
                    <span>{formatNumber(cells.get(number) ?? 0, language)}</span>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
      <small>{stepsOf(answer, t, language)}</small>
      <LargerCells of={emerging} wanted_m={cell_m} />
    </>
  );
}
