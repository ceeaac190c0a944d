import type { DisclosurePreview } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import lawful from '../lawful/lawful.module.css';
import styles from './disclosure.module.css';

interface NotesReadProps {
  notes: NonNullable<DisclosurePreview['notes']>;
  read: boolean;
  onRead: (read: boolean) => void;
}

/** Every free text that the file would hold: whoever gives it says that they have been read. */
export function NotesRead({ notes: { texts }, read, onRead }: NotesReadProps) {
  const { t } = useTranslation('disclosure');
  if (texts.length === 0) return <p className={forms.note}>{t('notes.none')}</p>;
  return (
    <div className={styles.told}>
      <h4>{t('notes')}</h4>
      <p>{t('notes.note')}</p>
      <ul>
        {texts.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have no name, and never change places
          <li key={i}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      <div className={lawful.choices}>
        <label>
          <input type="checkbox" checked={read} onChange={({ target }) => onRead(target.checked)} />
          {t('notes.read')}
        </label>
      </div>
    </div>
  );
}
