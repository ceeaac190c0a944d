import { Incident } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useArea } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import { incidentTime } from './incident-time.ts';
import styles from './inspector.module.css';
import panel from './panel.module.css';

/** One incident in full, as its source gave it. */
export function IncidentCard({ incident_id }: { incident_id: number }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const { data, error, refetch } = useQuery({
    queryKey: ['incident', municipality.slug, municipality.data.version, incident_id],
    queryFn: ({ signal }) => api.get(`/api/${municipality.slug}/incidents/${incident_id}`, Incident, { signal }),
  });
  if (error !== null) return <Failure error={error} retry={refetch} />;
  const category = municipality.categories.find(({ code }) => code === data?.category);
  const source = municipality.sources.find(({ source_id }) => source_id === data?.source_id);
  return (
    <>
      <header className={styles.head}>
        <small>{t('incident.title')}</small>
        <h2>
          {category === undefined ? (data?.category ?? t('incident.fetching')) : nameIn(category.names, language)}
        </h2>
      </header>
      {data !== undefined && (
        <>
          <dl className={styles.facts}>
            <Fact name={t('incident.time')} value={incidentTime(data, municipality.time_zone, language)} />
            {data.source_category !== null && <Fact name={t('incident.asWritten')} value={data.source_category} />}
            <Fact name={t('incident.precision')} value={t(`precision.${data.precision}`)} />
            <Fact name={t('incident.discovery')} value={t(`discovery.${data.discovery}`)} />
            <Fact name={t('incident.countingUnit')} value={t(`countingUnit.${data.counting_unit}`)} />
            {source !== undefined && <Fact name={t('incident.source')} value={source.name} />}
          </dl>
          {source?.kind === 'demonstration' && <p className={panel.note}>{t('incident.demonstration')}</p>}
          {data.stray && <p className={panel.note}>{t('incident.stray')}</p>}
        </>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
