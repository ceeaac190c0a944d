import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { importDesk, useImportStage } from './desk.ts';
import styles from './layer.module.css';
import { shareDone } from './progress-words.ts';
import type { ImportStage } from './stage.ts';

/** What the chip says, by how far the import has come. */
function stateOf({
  phase,
  held,
}: ImportStage): 'sending' | 'unsent' | 'reading' | 'waiting' | 'running' | 'done' | 'failed' {
  if (phase === 'sending' || phase === 'unsent') return phase;
  if (held?.state === 'waiting' || held?.state === 'running' || held?.state === 'failed') return held.state;
  return held?.state === 'done' ? 'done' : 'reading';
}

/** Stands for an import that was put away, and brings it back. */
export function ImportChip() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const stage = useImportStage();
  if (stage.shown || stage.phase === 'none') return null;
  const state = stateOf(stage);
  const share =
    stage.phase === 'sending' && stage.file !== null && stage.file.bytes > 0
      ? stage.sent / stage.file.bytes
      : stage.held?.state === 'running'
        ? shareDone(stage.held.progress)
        : null;
  return (
    <div className={styles.chipPlace} role="status">
      <button type="button" className={styles.chip} onClick={importDesk.open}>
        <Icon
          name={state === 'done' ? 'check' : state === 'failed' || state === 'unsent' ? 'warning' : 'upload'}
          size={18}
        />
        <bdi className={styles.chipFile}>{stage.file?.name}</bdi>
        <span className={styles.chipState}>
          {t(`chip.${state}`)}
          {share !== null && ` ${formatNumber(share, language, { style: 'percent', maximumFractionDigits: 0 })}`}
        </span>
      </button>
      {state !== 'running' && (
        <button
          type="button"
          className={styles.chipAway}
          aria-label={t('chip.forget', { file: stage.file?.name ?? '' })}
          title={t('chip.forget', { file: stage.file?.name ?? '' })}
          onClick={importDesk.drop}
        >
          <Icon name="close" size={16} />
        </button>
      )}
    </div>
  );
}
