import { LANGUAGES, type Language } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseTheme, chosenTheme, type Theme } from '../shell/preference.ts';
import styles from '../shell/shell.module.css';
import { speak, useLanguage } from '../text/index.ts';

/** Languages name themselves. */
const OWN_NAMES: Record<Language, string> = { sv: 'Svenska', en: 'English', ar: 'العربية' };

/** What a person can choose for themselves in this browser. */
export function Settings() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <div className={styles.page}>
      <section className={styles.failure}>
        <h1>{t('settings.title')}</h1>
        <label>
          {t('settings.language')}{' '}
          <select value={language} onChange={(event) => speak(event.target.value as Language)}>
            {LANGUAGES.map((code) => (
              <option key={code} value={code} lang={code}>
                {OWN_NAMES[code]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('settings.theme')}{' '}
          <select
            value={theme}
            onChange={(event) => {
              setTheme(event.target.value as Theme);
              chooseTheme(event.target.value as Theme);
            }}
          >
            <option value="system">{t('settings.system')}</option>
            <option value="light">{t('settings.light')}</option>
            <option value="dark">{t('settings.dark')}</option>
          </select>
        </label>
      </section>
    </div>
  );
}
