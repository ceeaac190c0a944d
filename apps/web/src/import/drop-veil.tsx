import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { importDesk } from './desk.ts';
import styles from './layer.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Shows that a file may be let go, over the whole window, and takes it. */
export function DropVeil() {
  const { t } = useTranslation('import');
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    // Leaving an element for its child isn't leaving the window: then there is nothing that the pointer goes to.
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      importDesk.take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragenter', drag);
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', drag);
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <div className={styles.frame}>
        <Icon name="upload" size={32} />
        <b>{t('veil.title')}</b>
        <span>{t('kinds.short')}</span>
      </div>
    </div>
  );
}
