import { Link, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietLine } from '../account/quiet-line.tsx';
import { useMay, useSession } from '../account/session.ts';
import { Announcer } from '../shell/announcer.tsx';
import { useArea } from '../shell/area.tsx';
import { OwnChoices } from '../shell/own-choices.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import { About } from './settings/about.tsx';
import { AreaFacts } from './settings/area-facts.tsx';
import { History } from './settings/history.tsx';
import { PopulationSettings } from './settings/population.tsx';
import { Sources } from './settings/sources.tsx';
import styles from './settings.module.css';

/** The pages of the settings, each for those who may use it. */
function usePages() {
  const may = useMay();
  const { standing, demonstration, may: all } = useSession();
  const { slug } = useArea().municipality;
  return [
    { to: '/$municipality/installningar', name: 'page.area', shown: true },
    { to: '/$municipality/installningar/kallor', name: 'page.sources', shown: may('switch_sources', slug) },
    {
      to: '/$municipality/installningar/skadevikter',
      name: 'page.harm',
      shown: may('set_harm_weights', slug),
    },
    { to: '/$municipality/installningar/dialoger', name: 'page.dialogues', shown: may('see_perception', slug) },
    {
      to: '/$municipality/installningar/utlamnande',
      name: 'page.disclosures',
      shown: may('disclose_incidents', slug),
    },
    { to: '/$municipality/installningar/publicering', name: 'page.releases', shown: may('release_to_public', slug) },
    { to: '/$municipality/installningar/gallring', name: 'page.retention', shown: may('manage_retention', slug) },
    {
      to: '/$municipality/installningar/konto',
      name: 'page.own',
      shown: standing === 'signed_in' || demonstration,
    },
    { to: '/$municipality/installningar/konton', name: 'page.accounts', shown: 'manage_accounts' in all },
    {
      to: '/$municipality/installningar/organisationer',
      name: 'page.organisations',
      shown: may('manage_organisations', null),
    },
    { to: '/$municipality/installningar/system', name: 'page.system', shown: may('see_system', null) },
    { to: '/$municipality/installningar/logg', name: 'page.audit', shown: 'read_log' in all },
  ] as const;
}

/** What can be set and known, for the area, for oneself and for others. */
export function Settings() {
  const { t } = useTranslation(['account', 'shell']);
  const language = useLanguage();
  const { municipality } = useArea();
  const name = nameIn(municipality.names, language);
  useEffect(() => {
    document.title = `${t('shell:settings.title')} – ${name} – Lägesbild`;
  }, [t, name]);
  return (
    <div className={styles.settings}>
      <header>
        <h1>{t('shell:settings.title')}</h1>
        <p className={styles.note}>{name}</p>
        <nav className={styles.pages} aria-label={t('shell:settings.title')}>
          {usePages().map(
            ({ to, name, shown }) =>
              shown && (
                <Link
                  key={to}
                  to={to}
                  params={{ municipality: municipality.slug }}
                  search={true}
                  activeOptions={{ exact: true, includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  {t(`account:${name}`)}
                </Link>
              ),
          )}
        </nav>
      </header>
      <Outlet />
      <Announcer />
    </div>
  );
}

/** The area, its sources and what was loaded; language and look; what runs here. */
export function AreaSettings() {
  const { t } = useTranslation('settings');
  const { municipality } = useArea();
  const may = useMay();
  return (
    <>
      <QuietLine />
      {municipality.data.demonstration && <p className={styles.demonstration}>{t('demonstration')}</p>}
      <div className={styles.columns}>
        <div>
          <Sources />
          {may('see_imports', municipality.slug) && <History />}
        </div>
        <div>
          <AreaFacts />
          <PopulationSettings />
          <section className={styles.section}>
            <h2>{t('own')}</h2>
            <OwnChoices />
          </section>
          <About />
        </div>
      </div>
    </>
  );
}
