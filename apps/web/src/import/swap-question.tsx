import { useTranslation } from 'react-i18next';
import { importDesk, useImportStage } from './desk.ts';
import styles from './panel.module.css';
import { isRunning } from './stage.ts';

/** Another file was dropped while one waits: it is a person's choice which one to go on with. */
export function SwapQuestion() {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  if (stage.next === null) return null;
  const running = isRunning(stage);
  return (
    <div className={styles.strip} role="alert">
      <p>{t(running ? 'swap.running' : 'swap.question', { next: stage.next.name, file: stage.file?.name ?? '' })}</p>
      <div className={styles.acts}>
        {!running && (
          <button type="button" onClick={importDesk.swap}>
            {t('swap.yes')}
          </button>
        )}
        <button type="button" onClick={importDesk.keep}>
          {t(running ? 'swap.understood' : 'swap.no')}
        </button>
      </div>
    </div>
  );
}
