import type { ModerationStage } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SendButton } from '../../shell/send-button.tsx';
import { ACTS, type ActName, isPossible } from './acts.ts';
import styles from './review.module.css';

interface ActBarProps {
  stage: ModerationStage;
  busy: boolean;
  onAct: (act: ActName) => void;
}

/** What can be decided, each with its key. */
export function ActBar({ stage, busy, onAct }: ActBarProps) {
  const { t } = useTranslation('review');
  const possible = ACTS.filter(({ act }) => isPossible(act, stage));
  return (
    <fieldset className={styles.acts}>
      <legend className="spoken">{t('act.label')}</legend>
      {possible.map(({ act, key }, i) => (
        <SendButton
          key={act}
          type="button"
          className={i === 0 ? 'primary' : undefined}
          disabled={busy}
          aria-keyshortcuts={key.toUpperCase()}
          onClick={() => onAct(act)}
        >
          {t(`act.${act}`)}{' '}
          <i className={styles.key} aria-hidden="true">
            {key.toUpperCase()}
          </i>
        </SendButton>
      ))}
    </fieldset>
  );
}
