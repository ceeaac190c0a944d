import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { importDesk, useImportStage } from './desk.ts';
import styles from './panel.module.css';
import { ProblemLine } from './problem-line.tsx';
import { bytesIn, shareDone, tenth, timeLeft } from './progress-words.ts';

/** How far something has come; without a share it only says that it goes on. */
function Bar({ share, label }: { share: number | null; label: string }) {
  return <progress className={styles.bar} aria-label={label} {...(share === null ? {} : { value: share, max: 1 })} />;
}

function useBytes(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => {
    const { n, unit, digits } = bytesIn(bytes);
    return formatNumber(n, language, { style: 'unit', unit, maximumFractionDigits: digits, unitDisplay: 'short' });
  };
}

/** The file on its way, in bytes. */
export function Sending() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const bytes = useBytes();
  const { file, sent } = useImportStage();
  const whole = file?.bytes ?? 0;
  const share = whole === 0 ? null : sent / whole;
  return (
    <div className={styles.body}>
      <Bar share={share} label={t('title.sending')} />
      <p className={styles.counts}>{t('sending.bytes', { sent: bytes(sent), whole: bytes(whole) })}</p>
      <p className="spoken" role="status">
        {share !== null && formatShare(tenth(share) / 100, language)}
      </p>
      <div className={styles.acts}>
        <button type="button" onClick={importDesk.drop}>
          {t('act.cancel')}
        </button>
      </div>
    </div>
  );
}

/** The file didn't arrive: it is still here, and can be sent again. */
export function Unsent() {
  const { t } = useTranslation('import');
  const { problem } = useImportStage();
  return (
    <div className={styles.body}>
      <ProblemLine problem={problem} />
      <div className={styles.acts}>
        <button type="button" className="primary" onClick={importDesk.again}>
          {t('act.again')}
        </button>
        <button type="button" onClick={importDesk.forget}>
          {t('act.another')}
        </button>
      </div>
    </div>
  );
}

/** The file is looked through for the first time. */
export function Reading() {
  const { t } = useTranslation('import');
  const { held, problem } = useImportStage();
  return (
    <div className={styles.body}>
      <Bar share={null} label={t('title.reading')} />
      <p className={styles.counts}>{held?.sentence}</p>
      <p className={styles.note}>{t('reading.what')}</p>
      <ProblemLine problem={problem} />
      <div className={styles.acts}>
        <button type="button" onClick={importDesk.drop}>
          {t('act.cancel')}
        </button>
      </div>
    </div>
  );
}

/** Rows go in: real counts, the time left, and a way to stop. */
export function Running() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const { held, busy, problem } = useImportStage();
  if (held === null) return null;
  const share = shareDone(held.progress);
  const left = timeLeft(held.progress.seconds_left);
  const facts = (['added', 'updated', 'unchanged', 'rejected', 'skipped'] as const).filter(
    (fact) => fact === 'added' || held.progress[fact] > 0,
  );
  return (
    <div className={styles.body}>
      <Bar share={share} label={t('title.running')} />
      <p className={styles.counts}>
        {held.sentence}
        {left !== null && <span className={styles.note}>{t(left.key, { count: left.count ?? 0 })}</span>}
      </p>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact}>
            <dd>{formatNumber(held.progress[fact], language)}</dd>
            <dt>{t(`fact.${fact}`)}</dt>
          </div>
        ))}
      </dl>
      <p className="spoken" role="status">
        {share !== null && formatShare(tenth(share) / 100, language)}
      </p>
      <p className={styles.note}>{t('running.away')}</p>
      <ProblemLine problem={problem} />
      <div className={styles.acts}>
        <button type="button" onClick={importDesk.putAway}>
          {t('act.putAway')}
        </button>
        <button type="button" disabled={busy === 'cancelling'} onClick={importDesk.cancel}>
          {t(busy === 'cancelling' ? 'act.cancelling' : 'act.cancelImport')}
        </button>
      </div>
    </div>
  );
}
