import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, request } from '../api.ts';
import { CELLS_M, DEFAULT_LAYERS, readableQuery, withLayer } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import { formatNumber, localeOf } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { ExhibitAnswer, SECTION } from './exhibit/answer.ts';
import styles from './exhibit/exhibit.module.css';
import { FindingsTable } from './exhibit/findings-table.tsx';
import { useQuestionFacts } from './exhibit/question-facts.ts';
import { Facts } from './system/facts.tsx';

interface Shown {
  answer: ExhibitAnswer;
  /** null from a server that doesn't say */
  made: Date | null;
}

async function fetched(address: string, signal: AbortSignal): Promise<Shown> {
  const response = await request('GET', address, null, { signal });
  const made = response.headers.get('Last-Modified');
  return { answer: ExhibitAnswer.parse(await response.json()), made: made === null ? null : new Date(made) };
}

/** An answer as it was given: what was asked, of what, and what came of it, whatever has been loaded since. */
export function Exhibit() {
  const { t } = useTranslation('exhibit');
  const language = useLanguage();
  const { municipality } = useArea();
  const { slug } = municipality;
  const id = useParams({ strict: false }).exhibit ?? '';
  const address = `/api/${slug}/exhibits/${encodeURIComponent(id)}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['exhibit', slug, id, language],
    queryFn: ({ signal }) => fetched(address, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isUnknown = error instanceof ApiProblem && error.status === 404;
  useEffect(() => {
    document.title = `${t('page.title')} – ${nameIn(municipality.names, language)} – Lägesbild`;
  }, [t, municipality.names, language]);
  return (
    <div className={styles.page}>
      <p className={styles.back}>
        <Link to="/$municipality/underlag" params={{ municipality: slug }}>
          {t('page.all')}
        </Link>
      </p>
      {data !== undefined && <Whole shown={data} id={id} address={address} />}
      {isUnknown && (
        <section role="alert" className={styles.section}>
          <h1>{t('page.unknown')}</h1>
          <p>{error.message}</p>
        </section>
      )}
      {error !== null && !isUnknown && <Failure error={error} retry={refetch} />}
      {data === undefined && error === null && (
        <p className={styles.note} role="status">
          {t('page.fetching')}
        </p>
      )}
    </div>
  );
}

function Whole({ shown: { answer, made }, id, address }: { shown: Shown; id: string; address: string }) {
  const { t } = useTranslation(['exhibit', 'methods']);
  const language = useLanguage();
  const { municipality } = useArea();
  const question = useQuestionFacts(answer);
  const { method, n, refused, data_version } = answer;
  const number = (value: number): string => formatNumber(value, language);
  const clock = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const left = Object.entries(refused).filter(([, count]) => count > 0);
  const section = SECTION[method];
  const about = [
    { name: t('fact.n'), value: number(n) },
    {
      name: t('fact.refused'),
      value: left.map(([why, count]) => t(`refused.${why}`, { n: number(count) })).join(' · ') || t('all.refused'),
    },
    { name: t('fact.version'), value: number(data_version) },
    { name: t('fact.made'), value: made === null ? '–' : clock.format(made) },
    { name: t('fact.id'), value: id },
  ];
  return (
    <>
      <header className={styles.head}>
        <h1>{section === undefined ? method : t(`methods:${section}.title`)}</h1>
        <p className={styles.note}>
          {section !== undefined && <a href={`/metoder#${section}`}>{t(`methods:${section}.question`)}</a>}
        </p>
        <div className={styles.acts}>
          <a className="button primary" href={mapAddress(municipality.slug, answer)}>
            {t('act.map')}
          </a>
          <button type="button" onClick={() => print()}>
            {t('act.print')}
          </button>
          <a className="button" href={address} download={`${municipality.slug}_${method}_v${data_version}_${id}.json`}>
            {t('act.file')}
          </a>
        </div>
      </header>
      {municipality.data.version > data_version && (
        <p className={styles.changed} role="status">
          {t('changed', { before: number(data_version), now: number(municipality.data.version) })}
        </p>
      )}
      <div className={styles.columns}>
        <div>
          <section className={styles.section}>
            <h2>{t('answered')}</h2>
            <FindingsTable answer={answer} />
          </section>
        </div>
        <div>
          <section className={styles.section}>
            <h2>{t('asked')}</h2>
            <Facts rows={question} />
          </section>
          <section className={styles.section}>
            <h2>{t('made')}</h2>
            <Facts rows={about} />
          </section>
        </div>
      </div>
    </>
  );
}

/** The same question on the map, with what stands out drawn where that was asked for. */
function mapAddress(slug: string, { method, filter, parameters }: ExhibitAnswer): string {
  const query = new URLSearchParams(filter);
  if (method === 'gistar') {
    query.set('layer', withLayer(DEFAULT_LAYERS, 'spots').join());
    const cell = CELLS_M.find((metres) => metres === parameters.cell_m);
    if (cell !== undefined) query.set('cell', String(cell));
  }
  return `/${slug}/karta?${readableQuery(query)}`;
}
