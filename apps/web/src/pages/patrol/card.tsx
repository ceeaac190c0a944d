import { mondayOf, PatrolCard, wallClock } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { formatDay } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { planPath } from '../zone/plans.ts';
import styles from './card.module.css';
import { CardLook } from './card-look.tsx';
import { CardMap } from './card-map.tsx';
import { CardPast } from './card-past.tsx';
import { CardResidents } from './card-residents.tsx';
import { CardVisits } from './card-visits.tsx';
import { Qr } from './qr.tsx';
import { weekAfter, weekNumber } from './week-words.ts';

const FILES = ['gpx', 'geojson', 'kml'] as const;

/** What is taken along to a zone: a page for a phone, and an A5 for a pocket. */
export function PatrolCardPage() {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  const { slug, names, time_zone } = useArea().municipality;
  const zone_id = useParams({ strict: false }).zone ?? '';
  const asked = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('week') });
  const week = asked ?? mondayOf(wallClock(Date.now(), time_zone).day);
  const { data, error, refetch } = useQuery({
    queryKey: ['card', slug, zone_id, week],
    queryFn: ({ signal }) =>
      api.get(`/api/${slug}/zones/${zone_id}/card?week=${encodeURIComponent(week)}`, PatrolCard, { signal }),
  });
  const name = nameIn(names, language);
  useEffect(() => {
    document.title = `${data === undefined ? '' : `${t('card.title', { zone: data.zone.name })} – `}${name} – Lägesbild`;
  }, [data, t, name]);
  if (data === undefined)
    return error === null ? (
      <p className={styles.waiting} role="status">
        {t('card.waiting')}
      </p>
    ) : (
      <div className={styles.waiting}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  const { zone, plan, lines, past, incidents, said } = data;
  const turn = (n: number) => ({
    to: '/$municipality/zoner/$zone/kort' as const,
    params: { municipality: slug, zone: zone_id },
    search: { week: weekAfter(week, n) } as never,
  });
  const zones = `${planPath(slug, plan.plan_id)}/zones`;
  const visits = `/api/${slug}/visit-plans/${plan.plan_id}`;
  return (
    <article className={styles.card}>
      <nav className={styles.bar}>
        <Link to="/$municipality/zoner/plan" params={{ municipality: slug }} search={true}>
          {t('card.back')}
        </Link>
        <Link {...turn(-1)}>{t('week.before')}</Link>
        <Link {...turn(1)}>{t('week.after')}</Link>
        <button type="button" onClick={() => print()}>
          <Icon name="print" size={16} /> {t('card.print')}
        </button>
      </nav>
      <header className={styles.head}>
        <h1>
          <bdi>{zone.name}</bdi>
        </h1>
        <p>
          {name} · <bdi>{plan.name}</bdi> · {t('week', { n: weekNumber(week), day: formatDay(week, language) })}
        </p>
        {plan.demonstration && <p className={styles.notice}>{t('made_up')}</p>}
      </header>
      <div className={styles.where}>
        <CardMap zone={zone} />
        {zone.why !== '' && (
          <p>
            <b>{t('card.why')}</b> <bdi>{zone.why}</bdi>
          </p>
        )}
        <CardResidents outline={zone.outline} />
      </div>
      <CardVisits lines={lines} />
      <CardLook incidents={incidents} said={said} />
      <CardPast past={past} />
      <footer className={styles.foot}>
        <div>
          <section className={styles.files}>
            <h2>{t('card.files')}</h2>
            <p>
              {[
                ...FILES.map((format) => ({ format, href: `${zones}.${format}?zone_id=${zone_id}` })),
                { format: 'ics', href: `${visits}/visits.ics?week=${week}&zone_id=${zone_id}` },
              ].map(({ format, href }) => (
                <a key={format} href={href} download dir="ltr">
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          </section>
          <p>{t('card.keep')}</p>
          <p>{t('card.qr.note')}</p>
        </div>
        <Qr text={`${location.origin}/${slug}/zoner/${zone_id}/kort`} label={t('card.qr')} />
      </footer>
    </article>
  );
}
