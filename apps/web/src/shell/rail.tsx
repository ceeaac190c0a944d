import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../account/session.ts';
import { importDesk } from '../import/desk.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { ALL_AREAS, installationQuery, useArea } from './area.tsx';
import { Icon, type IconName } from './icon.tsx';
import styles from './shell.module.css';

/** The workspaces that exist. */
const WORKSPACES = [
  { to: '/$municipality/karta', icon: 'map', label: 'rail.map' },
  { to: '/$municipality/antal', icon: 'table', label: 'rail.counts' },
  { to: '/$municipality/zoner', icon: 'zones', label: 'rail.zones', needs: 'see_zones' },
  { to: '/$municipality/granska', icon: 'inbox', label: 'rail.review', needs: 'moderate_flags' },
  { to: '/$municipality/atgarder', icon: 'check', label: 'rail.actions', needs: 'see_actions' },
  { to: '/$municipality/vandringar', icon: 'route', label: 'rail.walks', needs: 'see_walks' },
  { to: '/$municipality/installningar', icon: 'settings', label: 'rail.settings' },
] as const satisfies readonly { to: string; icon: IconName; label: string; needs?: string }[];

/** The workspaces at the inline start; a tab bar along the bottom on a phone. */
export function Rail() {
  const { t } = useTranslation('shell');
  const { municipality } = useArea();
  const may = useMay();
  // Tables of counts are few areas' business: their page is there when there is one.
  const counted = municipality.sources.some(({ area_counts }) => area_counts > 0);
  // One's own account is a page of the settings with a place of its own here.
  const isOwn = useRouterState({ select: ({ location }) => location.pathname.endsWith('/konto') });
  const shown = WORKSPACES.filter(
    (one) => (one.icon !== 'table' || counted) && (!('needs' in one) || may(one.needs, municipality.slug)),
  );
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <AreaName />
      {shown.flatMap(({ to, icon, label }) => [
        icon === 'settings' && <ImportButton key="import" />,
        icon === 'settings' && <AccountLink key="account" />,
        <Link
          key={to}
          to={to}
          params={{ municipality: municipality.slug }}
          search={true}
          className={styles.workspace}
          activeProps={{ className: styles.current, 'aria-current': 'page' }}
          activeOptions={{ exact: isOwn, includeSearch: false }}
        >
          <Icon name={icon} />
          <span>{t(label)}</span>
        </Link>,
      ])}
    </nav>
  );
}

/** Where one is; where there is more than one area to be in, also the way to the others. */
function AreaName() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const { municipality } = useArea();
  const { data } = useQuery(installationQuery);
  const name = nameIn(municipality.names, language);
  const short = name.replace(/ (kommun|municipality)$/i, '');
  const hasOthers = data?.municipalities.some(({ slug, incidents }) => slug !== municipality.slug && incidents > 0);
  if (hasOthers !== true)
    return (
      <b className={styles.name} title={name}>
        {short}
      </b>
    );
  return (
    <Link
      to="/"
      search={ALL_AREAS}
      className={`${styles.workspace} ${styles.areas}`}
      title={t('rail.otherArea', { name })}
    >
      <Icon name="target" />
      <b className={styles.name}>{short}</b>
      <span>{t('rail.areas')}</span>
    </Link>
  );
}

/** A file can be dropped anywhere; this is for those who don't know, or don't use a mouse. */
function ImportButton() {
  const { t } = useTranslation('import');
  const may = useMay();
  const { municipality } = useArea();
  if (!may('import_files', municipality.slug)) return null;
  return (
    <button type="button" className={`${styles.workspace} ${styles.act}`} onClick={importDesk.open}>
      <Icon name="upload" />
      <span>{t('rail.import')}</span>
    </button>
  );
}

/** Whose page it is; before the first account, the way to it. */
function AccountLink() {
  const { t } = useTranslation('account');
  const { municipality } = useArea();
  const { standing, account, roles } = useSession();
  if (standing === 'at_machine')
    return (
      <a className={styles.workspace} href="/login" title={t('unclaimed.line')}>
        <Icon name="person" />
        <span>{t('rail.first')}</span>
      </a>
    );
  return (
    <Link
      to="/$municipality/installningar/konto"
      params={{ municipality: municipality.slug }}
      search={true}
      className={styles.workspace}
      activeOptions={{ includeSearch: false }}
      activeProps={{ className: styles.current, 'aria-current': 'page' }}
      title={account?.name ?? (roles[0] && t(`role.${roles[0].role}`))}
    >
      <Icon name="person" />
      <span>{t('rail.account')}</span>
    </Link>
  );
}
