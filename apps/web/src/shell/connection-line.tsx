import { useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { announce } from './announcer.tsx';
import { connection, lookAgain, onConnection, type Standing } from './connection.ts';
import styles from './connection-line.module.css';
import { Icon } from './icon.tsx';

/** What a button that can't send is described by. */
export const CONNECTION_LINE = 'connection';

/** How it stands with the server now. */
export const useStanding = (): Standing => useSyncExternalStore(onConnection, () => connection().standing);

/** A page that keeps what one does by itself says so itself. */
const KEEPS = /^\/[^/]+\/(dialog(\/|$)|vandringar\/[^/]+\/(ga|aterbesok)$)/;

/** Over every page of an area. When all is well again it goes, and what the page shows is asked for anew. */
export function PageConnection() {
  useReturn();
  const keeps = useRouterState({ select: ({ location }) => KEEPS.test(location.pathname) });
  return keeps ? null : <ConnectionLine id={CONNECTION_LINE} />;
}

/** While what one does wouldn't be kept: why, what still works, when it is tried again. */
export function ConnectionLine({ id }: { id?: string }) {
  const { t } = useTranslation('shell');
  const standing = useStanding();
  return (
    <div className={styles.place} role="status" id={id}>
      {standing !== 'ok' && (
        <div className={styles.line}>
          <Icon name="warning" size={18} />
          <p>
            <b>{t(`connection.${standing}`)}</b> {t(`connection.${standing}What`)} <NextTry />
          </p>
          <button type="button" onClick={() => void lookAgain()}>
            {t('connection.now')}
          </button>
        </div>
      )}
    </div>
  );
}

/** When it is tried again. Not read aloud each second: the line around it has said that it is. */
function NextTry() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const next_at = useSyncExternalStore(onConnection, () => connection().next_at);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  const seconds = next_at === null ? 0 : Math.max(1, Math.ceil((next_at - now) / 1000));
  return (
    <span aria-hidden="true">
      {next_at === null
        ? t('connection.trying')
        : t('connection.next', { count: seconds, n: formatNumber(seconds, language) })}
    </span>
  );
}

function useReturn(): void {
  const { t } = useTranslation('shell');
  const standing = useStanding();
  const queries = useQueryClient();
  const before = useRef(standing);
  useEffect(() => {
    if (before.current !== 'ok' && standing === 'ok') {
      announce(t('connection.back'));
      void queries.invalidateQueries();
    }
    before.current = standing;
  }, [standing, queries, t]);
}
