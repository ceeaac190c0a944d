import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useArea } from '../shell/area.tsx';
import { OwnChoices } from '../shell/own-choices.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import { About } from './settings/about.tsx';
import { AreaFacts } from './settings/area-facts.tsx';
import { History } from './settings/history.tsx';
import { Sources } from './settings/sources.tsx';
import styles from './settings.module.css';

/** What can be set and known, for the area and for oneself. */
export function Settings() {
  const { t } = useTranslation(['settings', 'shell']);
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
      </header>
      {municipality.data.demonstration && <p className={styles.demonstration}>{t('settings:demonstration')}</p>}
      <Sources />
      <History />
      <AreaFacts />
      <section className={styles.section}>
        <h2>{t('settings:own')}</h2>
        <OwnChoices />
      </section>
      <About />
    </div>
  );
}
