import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { FileButton } from './file-button.tsx';
import { FileKinds } from './file-kinds.tsx';
import styles from './panel.module.css';

/** No file yet: a place to drop one, and what is understood. */
export function ChooseFile() {
  const { t } = useTranslation('import');
  return (
    <div className={styles.body}>
      <div className={styles.dropPlace}>
        <Icon name="upload" size={32} />
        <p>{t('choose.drop')}</p>
        <FileButton className="primary">{t('choose.button')}</FileButton>
      </div>
      <FileKinds />
      <p className={styles.note}>{t('choose.safe')}</p>
    </div>
  );
}
