import { type NewWalk, WALK_STEPS, Walk, type WalkEntry } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import settings from '../settings.module.css';
import { Managers } from './managers.tsx';
import { NameForm } from './name-form.tsx';
import { openWithoutContact } from './offline.ts';
import { useRenew, useWalks } from './walk-query.ts';

const UNDECIDED = { on: null, held: false };
const emptyPlan = (name: string): NewWalk => ({
  ...{ name, place: null, taking_part: [], notes: '', route: null, stops: [] },
  dates: { briefing: UNDECIDED, walk: UNDECIDED, feedback: UNDECIDED, revisit: UNDECIDED },
});

/** The safety walks of an area: those that are planned, and what they have led to. */
export function Walks() {
  const { t } = useTranslation('walks');
  const { slug } = useArea().municipality;
  const may = useMay();
  const holds = may('hold_walks', slug);
  const sees = may('see_walks', slug);
  const { data, error, refetch } = useWalks();
  useEffect(() => {
    document.title = `${t('title')} – Lägesbild`;
    // Without it the pages work as long as there is contact.
    if (holds) openWithoutContact(slug).catch(() => {});
  }, [t, holds, slug]);
  if (!sees) return <p className={settings.settings}>{t('notYours')}</p>;
  if (error !== null && data === undefined) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <div className={settings.settings}>
      <header>
        <h1>{t('title')}</h1>
        <p className={settings.note}>{t('lead')}</p>
      </header>
      <section className={settings.section}>
        {data === undefined && (
          <p className={settings.note} role="status">
            {t('loading')}
          </p>
        )}
        {data?.length === 0 && <p className={settings.note}>{t('none')}</p>}
        <ul className={settings.list}>
          {data?.map((entry) => (
            <li key={entry.walk_id} className={settings.entry}>
              <Entry entry={entry} />
            </li>
          ))}
        </ul>
      </section>
      {holds && (
        <section className={settings.section}>
          <h2>{t('new.title')}</h2>
          <NewWalkForm />
        </section>
      )}
      {holds && <Managers />}
    </div>
  );
}

function Entry({ entry }: { entry: WalkEntry }) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { walk_id, name, dates, stops, observations, open, demonstration } = entry;
  const last = WALK_STEPS.findLast((step) => dates[step].held);
  const next = WALK_STEPS.find((step) => !dates[step].held && dates[step].on !== null);
  const number = (n: number): string => formatNumber(n, language);
  return (
    <p>
      <Link
        to="/$municipality/vandringar/$walk/$step"
        params={{ municipality: slug, walk: walk_id, step: last === undefined ? 'planera' : stepAfter(last) }}
        search={true}
      >
        <b>{name}</b>
      </Link>
      {demonstration && ` · ${t('demonstration')}`}
      <br />
      {last !== undefined && t('entry.held', { step: t(`step.${last}`), day: formatDay(dates[last].on!, language) })}
      {last !== undefined && next !== undefined && ' · '}
      {next !== undefined && t('entry.next', { step: t(`step.${next}`), day: formatDay(dates[next].on!, language) })}
      {last === undefined && next === undefined && t('entry.undecided')}
      <br />
      {t('entry.counts', { stops: number(stops), n: number(observations), open: number(open) })}
    </p>
  );
}

/** Which page a walk opens at, after a part of it has been held. */
const stepAfter = (step: (typeof WALK_STEPS)[number]): string =>
  step === 'briefing' ? 'ga' : step === 'revisit' ? 'aterbesok' : 'aterkoppla';

function NewWalkForm() {
  const { t } = useTranslation('walks');
  const { slug } = useArea().municipality;
  const navigate = useNavigate();
  const renew = useRenew();
  const add = useMutation({
    mutationFn: (name: string) => api.post(`/api/${slug}/walks`, emptyPlan(name), Walk),
    async onSuccess({ walk_id }) {
      await renew();
      await navigate({
        to: '/$municipality/vandringar/$walk/$step',
        params: { municipality: slug, walk: walk_id, step: 'planera' },
        search: true,
      });
    },
  });
  return <NameForm label={t('new.name')} note={t('new.note')} go={t('new.go')} isMain add={add} />;
}
