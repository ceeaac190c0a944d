import { Health } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { formatDataDate } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AccessibilityLink } from '../lawful/accessibility-link.tsx';
import styles from '../settings.module.css';

/** What runs here and how new its data is: what one is asked for when something is wrong. */
export function About() {
  const { t } = useTranslation(['settings', 'methods']);
  const language = useLanguage();
  const { municipality } = useArea();
  const { data: health } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => api.get('/api/health', Health, { signal }),
  });
  const { data } = municipality;
  const facts = [
    { name: 'about.version', value: health?.version },
    {
      name: 'about.engine',
      value: health?.engine && `PostgreSQL ${health.engine.postgresql}, PostGIS ${health.engine.postgis}`,
      note: health?.engine && t(`about.${health.engine.kind}`),
    },
    { name: 'about.dataVersion', value: String(health?.data_versions[municipality.slug] ?? data.version) },
    {
      name: 'about.dataTo',
      value:
        data.last_day === null
          ? t('about.noData')
          : formatDataDate({ last_day: data.last_day, monthly: data.monthly }, language),
    },
  ];
  return (
    <section className={styles.section}>
      <h2>{t('about.title')}</h2>
      <dl className={styles.facts}>
        {facts.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              <bdi>{value ?? '…'}</bdi>
              {note && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="/metoder">{t('methods:page.link')}</a>
      </p>
      <p>
        <a href="/api/docs">{t('about.api')}</a>
      </p>
      <p>
        <AccessibilityLink />
      </p>
    </section>
  );
}
