import { useTranslation } from 'react-i18next';
import { formatList } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { importDesk, useImportStage } from './desk.ts';
import styles from './panel.module.css';

/** Another file came while one waits: it is a person's choice which one to go on with, and when. */
export function SwapQuestion() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const { next, file } = useImportStage();
  if (next.length === 0) return null;
  const names = formatList(
    next.map(({ name }) => name),
    language,
  );
  return (
    <div className={styles.strip} role="alert">
      <p>{t('swap.question', { next: names, file: file?.name ?? '' })}</p>
      <div className={styles.acts}>
        <button type="button" onClick={importDesk.swap}>
          {t('swap.instead')}
        </button>
        <button type="button" onClick={importDesk.queueUp}>
          {t('swap.after')}
        </button>
        <button type="button" onClick={importDesk.keep}>
          {t('swap.no')}
        </button>
      </div>
    </div>
  );
}
