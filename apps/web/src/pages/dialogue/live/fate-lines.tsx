import { useTranslation } from 'react-i18next';
import { useStanding } from '../../../shell/connection-line.tsx';
import { Icon } from '../../../shell/icon.tsx';
import { formatDay, formatNumber } from '../../../text/format.ts';
import { useLanguage } from '../../../text/index.ts';
import type { DeliveryState } from './delivery.ts';
import type { Outgoing } from './kept.ts';
import styles from './live.module.css';

interface FateLinesProps {
  delivery: DeliveryState;
  /** Is a draft in the way of another? */
  isBegun: boolean;
  onSend: () => void;
  onReopen: (one: Outgoing) => void;
}

/** What became of meetings: arrived, on their way, waiting for contact, or refused with what can be done about it. */
export function FateLines({ delivery, isBegun, onSend, onReopen }: FateLinesProps) {
  const { t } = useTranslation('dialogue');
  const language = useLanguage();
  const { arrived, refused, waiting, busy } = delivery;
  const number = (n: number): string => formatNumber(n, language);
  return (
    <div className={styles.fates} role="status">
      {arrived.map(({ held_on, group, marks }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they come in this order and stay
        <p key={i} data-fate="sent">
          <Icon name="check" size={18} />
          <span>
            <b>{t('live.sent')}</b>{' '}
            {t('live.sent.what', {
              count: marks,
              day: formatDay(held_on, language),
              group: t(`group.${group}`),
              n: number(marks),
            })}
          </span>
        </p>
      ))}
      {waiting > 0 && (
        <p data-fate="waiting">
          <Icon name="clock" size={18} />
          <span>{busy ? t('live.sending') : t('live.waiting', { count: waiting, n: number(waiting) })}</span>
          {!busy && (
            <button type="button" onClick={onSend}>
              {t('live.sendNow')}
            </button>
          )}
        </p>
      )}
      {refused.map((one) => (
        <p key={one.key} data-fate="refused">
          <Icon name="warning" size={18} />
          <span>
            <b>{t('live.refused')}</b> {one.refused} {isBegun ? t('live.refused.first') : t('live.refused.what')}
          </span>
          {!isBegun && (
            <button type="button" onClick={() => onReopen(one)}>
              {t('live.reopen')}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}

/** Where what has been typed is now. */
export function KeptLine({ kept }: { kept: 'saving' | 'kept' | 'fleeting' | null }) {
  const { t } = useTranslation('dialogue');
  const isOff = useStanding() !== 'ok';
  return (
    <p className={styles.kept} role="status">
      {isOff && (
        <span data-off>
          <Icon name="warning" size={16} /> {t('live.offline')}
        </span>
      )}
      {kept !== null && <span>{t(`live.kept.${kept}`)}</span>}
    </p>
  );
}
