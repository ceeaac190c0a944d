import type { ReleaseWork } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import panel from '../../import/panel.module.css';
import { ProblemLine } from '../../import/problem-line.tsx';
import { formatList, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { AttackTable } from './attack-table.tsx';
import { isOver } from './follow-work.ts';
import { periodOf, usePeriodName } from './period.ts';

const TENTHS = 10;

/** How far the releases are that are being made or tried; then what came of it. */
export function WorkLine({ work }: { work: ReleaseWork }) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const nameOf = usePeriodName();
  const names = (releases: readonly string[]): string =>
    formatList(
      releases.map((release) => nameOf(periodOf(release))),
      language,
    );
  const { kind, state, done, of, made, changed, attacks, problem } = work;
  if (!isOver(work)) {
    const share = of === 0 ? null : done / of;
    const spoken = share === null ? '' : ` ${formatShare(Math.floor(share * TENTHS) / TENTHS, language)}`;
    return (
      <div className={styles.section}>
        <progress
          className={panel.bar}
          aria-label={t(`work.${state}`)}
          {...(share === null ? {} : { value: share, max: 1 })}
        />
        <p role="status">
          {t(`work.${state}`)}
          {spoken}
        </p>
      </div>
    );
  }
  const fallen = attacks.filter(({ report }) => report.succeeded.length > 0);
  return (
    <div className={styles.section}>
      <ProblemLine problem={problem?.detail ?? null} />
      {made.length > 0 && <p role="status">{t('work.made', { list: names(made) })}</p>}
      {kind === 'make' && made.length === 0 && problem === null && <p role="status">{t('work.madeNone')}</p>}
      {kind === 'check' && problem === null && (
        <>
          {fallen.map(({ subject, report }) => (
            <p key={subject} role="alert">
              {t('work.fell', { attacks: report.succeeded.join(', '), subject: t(`subject.${subject}`) })}
            </p>
          ))}
          {fallen.length === 0 && <p role="status">{t('work.withstood')}</p>}
          {changed.length > 0 && <p>{t('work.changed', { list: names(changed) })}</p>}
          <AttackTable attacks={attacks} />
        </>
      )}
    </div>
  );
}
