import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import live from '../dialogue/live/live.module.css';
import type { DeliveryState } from './delivery.ts';
import type { Outgoing } from './kept.ts';

interface OutboxProps {
  delivery: DeliveryState;
  /** Is no draft in the way of another? */
  canOpen: boolean;
  onReopen: (one: Outgoing & { kind: 'observation' }) => void;
}

/** What waits for contact, and what was refused with what can be done about it. */
export function Outbox({ delivery: { outgoing, busy, send }, canOpen, onReopen }: OutboxProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const waiting = outgoing.filter(({ refused }) => refused === null).length;
  return (
    <div className={live.fates} role="status">
      {waiting > 0 && (
        <p data-fate="waiting">
          <Icon name="clock" size={18} />
          <span>
            {busy ? t('outbox.sending') : t('outbox.waiting', { count: waiting, n: formatNumber(waiting, language) })}
          </span>
          {!busy && (
            <button type="button" onClick={() => void send()}>
              {t('outbox.now')}
            </button>
          )}
        </p>
      )}
      {outgoing.map(
        (one) =>
          one.refused !== null && (
            <p key={one.key} data-fate="refused">
              <Icon name="warning" size={18} />
              <span>
                <b>{t('outbox.refused')}</b> {one.refused}
              </span>
              {one.kind === 'observation' && canOpen && (
                <button type="button" onClick={() => onReopen(one)}>
                  {t('outbox.open')}
                </button>
              )}
            </p>
          ),
      )}
    </div>
  );
}
