import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OwnChoices } from '../../shell/own-choices.tsx';
import lawful from './lawful.module.css';

const DIGG = 'https://www.digg.se/tdosanmalan';

/** How accessible this is, what isn't, and where to say so: for everybody, with an account or without. */
export function Accessibility() {
  const { t } = useTranslation('lawful');
  useEffect(() => {
    document.title = `${t('access.title')} – Lägesbild`;
  }, [t]);
  return (
    <main className={lawful.statement}>
      <h1>{t('access.title')}</h1>
      <p>{t('access.what')}</p>
      <h2>{t('access.howTitle')}</h2>
      <p>{t('access.how')}</p>
      <h2>{t('access.knownTitle')}</h2>
      <ul>
        {(['access.known1', 'access.known2', 'access.known3'] as const).map((known) => (
          <li key={known}>{t(known)}</li>
        ))}
      </ul>
      <h2>{t('access.reportTitle')}</h2>
      <p>{t('access.report')}</p>
      <p>
        {t('access.digg')} <a href={DIGG}>{t('access.diggLink')}</a>
      </p>
      <h2>{t('access.testedTitle')}</h2>
      <p>{t('access.tested')}</p>
      <p>
        <a href="/">{t('access.back')}</a>
      </p>
      <OwnChoices />
    </main>
  );
}
