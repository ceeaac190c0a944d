import { LANGUAGES, type Language } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { speak, useLanguage } from '../text/index.ts';
import { Icon } from './icon.tsx';
import styles from './own-choices.module.css';
import { chooseTheme, chosenTheme, type Theme } from './preference.ts';

/** Languages name themselves. */
const OWN_NAMES: Record<Language, string> = { sv: 'Svenska', en: 'English', ar: 'العربية' };
const THEMES = [
  { theme: 'system', icon: 'contrast' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
] as const satisfies readonly { theme: Theme; icon: string }[];

/** What a person chooses for themselves in this browser: language, light or dark. */
export function OwnChoices() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t('settings.language')}</legend>
        <div className={styles.row}>
          {LANGUAGES.map((code) => (
            <label key={code} className={styles.choice} lang={code}>
              <input type="radio" name="language" checked={language === code} onChange={() => speak(code)} />
              <span>{OWN_NAMES[code]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('settings.theme')}</legend>
        <div className={styles.row}>
          {THEMES.map(({ theme: value, icon }) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name="theme"
                checked={theme === value}
                onChange={() => {
                  setTheme(value);
                  chooseTheme(value);
                }}
              />
              <Icon name={icon} size={18} />
              <span>{t(`settings.${value}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
