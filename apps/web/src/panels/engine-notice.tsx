import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine, useEngineState } from '../engine/hooks.ts';
import { filterStore } from '../filter.ts';
import { lostContact } from '../shell/connection.ts';
import { useStanding } from '../shell/connection-line.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './engine-notice.module.css';

/** What stands in the way of the figures: no network, rows that can't be had, a link that couldn't be read. */
export function EngineNotice() {
  const { t } = useTranslation(['panels', 'map']);
  const engine = useEngine();
  const { phase, problem, detail } = useEngineState();
  const unread = useSyncExternalStore(filterStore.subscribe, () => filterStore.unread);
  const language = useLanguage();
  const notices: { key: string; sentence: string; act?: () => void; actName?: string }[] = [];
  const backwards = unread.find(({ parameter }) => parameter === 'period');
  const others = unread.filter((one) => one !== backwards);
  const standing = useStanding();
  useEffect(() => {
    if (problem === 'unreachable') lostContact();
  }, [problem]);
  useEffect(() => {
    if (standing === 'ok') void engine.refresh();
  }, [standing, engine]);
  // The line over the page says it, and what still works.
  if (problem !== null && !(problem === 'unreachable' && standing !== 'ok'))
    notices.push({
      key: 'engine',
      sentence: detail ?? t(`map:engine.${problem}`),
      act: () => engine.refresh(),
      actName: t('panels:notice.retry'),
    });
  if (backwards !== undefined) {
    const [from = '', to = ''] = backwards.value.split('/');
    notices.push({
      key: 'backwards',
      sentence: t('panels:notice.backwards', { from: formatDay(from, language), to: formatDay(to, language) }),
      act: () => {
        filterStore.setFilter((before) => ({ ...before, from: to, to: from }));
        filterStore.forgetUnread('period');
      },
      actName: t('panels:notice.swapDays'),
    });
  }
  if (others.length > 0)
    notices.push({
      key: 'unread',
      sentence: t('panels:notice.unread', {
        parameters: others.map(({ parameter, value }) => `${parameter}=${value}`).join(', '),
      }),
      act: () => filterStore.forgetUnread(),
      actName: t('panels:notice.understood'),
    });
  if (notices.length === 0) return null;
  return (
    <div className={styles.notices} role={phase === 'failed' ? 'alert' : 'status'}>
      {notices.map(({ key, sentence, act, actName }) => (
        <p key={key} className={styles.notice} data-quiet={key === 'unread' || undefined}>
          <Icon name="warning" size={18} />
          <span>{sentence}</span>
          {act !== undefined && (
            <button type="button" onClick={act}>
              {actName}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
