import { MODERATION_STAGES, type ModerationQueue, type ModerationStage } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './review.module.css';

const MONTH = { month: 'long', year: 'numeric' } as const;

/** What a moderator wants to know first: how many wait, and whether residents are answered in time. */
export function Figures({ queue: { stages, late, times } }: { queue: ModerationQueue }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const number = (n: number): string => formatNumber(n, language);
  const { n, median_days, in_time, promised_days, since } = times;
  const figures = [
    { figure: number(stages.waiting), says: t('figure.waiting') },
    { figure: number(late), says: t('figure.late'), warns: late > 0 },
    ...(median_days === null
      ? []
      : [
          { figure: number(median_days), says: t('figure.median') },
          { figure: formatShare(in_time / n, language), says: t('figure.inTime', { days: number(promised_days) }) },
        ]),
  ];
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(({ figure, says, warns }) => (
          <div key={says} className={styles.figure}>
            <dt>{says}</dt>
            <dd className={warns ? styles.warns : undefined}>{figure}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        {n === 0 ? t('figure.none') : t('figure.since', { n: number(n), since: formatDay(since, language, MONTH) })}
      </p>
    </>
  );
}

interface StagesProps {
  stage: ModerationStage;
  stages: ModerationQueue['stages'] | undefined;
  onStage: (stage: ModerationStage) => void;
}

/** Where flags are on their way, each with how many are there. */
export function Stages({ stage, stages, onStage }: StagesProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  return (
    <nav className={styles.stages} aria-label={t('stage.label')}>
      {MODERATION_STAGES.map((name) => (
        <button key={name} type="button" aria-pressed={name === stage} onClick={() => onStage(name)}>
          {t(`stage.${name}`)} {stages !== undefined && <small>{formatNumber(stages[name], language)}</small>}
        </button>
      ))}
    </nav>
  );
}
