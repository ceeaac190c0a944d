import { FoundPopulation, type PopulationSum, populationSum } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { request } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { populationQuery } from '../zone/population.ts';

const ACCEPTED = '.gpkg,.zip,.geojson,.json,.csv,.txt,.xlsx';

interface Sent {
  file: File;
  check: boolean;
  source?: string;
  counted_on?: string;
}

/** How many live where: what is known, and for whoever may, a file that takes its place after it has been looked through. */
export function PopulationSettings() {
  const { t } = useTranslation('settings');
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const may = useMay();
  const inWords = useSumWords();
  const { data: population } = useQuery(populationQuery(slug));
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: async ({ file, check, source, counted_on }: Sent) => {
      const body = new FormData();
      body.append('file', file);
      const query = new URLSearchParams({ check: String(check) });
      if (source) query.set('source', source);
      if (counted_on) query.set('counted_on', counted_on);
      return FoundPopulation.parse(await (await request('PUT', `/api/${slug}/population?${query}`, body)).json());
    },
    onSuccess: ({ stored }) => stored && queries.invalidateQueries({ queryKey: populationQuery(slug).queryKey }),
  });
  const looked = send.data !== undefined && !send.data.stored ? send.data : null;
  return (
    <section className={styles.section}>
      <h2>{t('population.title')}</h2>
      {population !== undefined && (
        <p>{population === null ? t('population.none') : inWords(populationSum(population))}</p>
      )}
      {may('set_up_population', slug) && (
        <>
          <p className={styles.note}>{t('population.what')}</p>
          <ProblemLine problem={sentenceOf(send.error)} />
          {looked !== null && (
            <Looked
              key={looked.file}
              looked={looked}
              busy={send.isPending}
              onTake={(said) => send.mutate({ file: send.variables!.file, check: false, ...said })}
              onLeave={() => send.reset()}
            />
          )}
          {send.data?.stored && <p role="status">{t('population.stored')}</p>}
          {looked === null && (
            <div>
              <button type="button" disabled={send.isPending} onClick={() => input.current?.click()}>
                {t(send.isPending ? 'population.reading' : 'population.choose')}
              </button>
            </div>
          )}
          <input
            ref={input}
            type="file"
            accept={ACCEPTED}
            hidden
            aria-label={t('population.choose')}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) send.mutate({ file, check: true });
              target.value = '';
            }}
          />
        </>
      )}
    </section>
  );
}

interface LookedProps {
  looked: FoundPopulation;
  busy: boolean;
  onTake: (said: { source: string; counted_on: string }) => void;
  onLeave: () => void;
}

/** What was found in a file, beside what it would take the place of; who counted and when can be put right. */
function Looked({ looked: { file, found, outside, nested, before }, busy, onTake, onLeave }: LookedProps) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const inWords = useSumWords();
  const [source, setSource] = useState(found.source);
  const [day, setDay] = useState(found.counted_on ?? '');
  const id = useId();
  const number = (n: number): string => formatNumber(n, language);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onTake({ source, counted_on: day });
      }}
    >
      <dl className={styles.facts}>
        <div>
          <dt>
            <bdi>{file}</bdi>
          </dt>
          <dd>{inWords(found)}</dd>
        </div>
        {outside > 0 && (
          <div>
            <dt>{t('population.outside')}</dt>
            <dd>{number(outside)}</dd>
          </div>
        )}
        {nested > 0 && (
          <div>
            <dt>{t('population.nested')}</dt>
            <dd>{number(nested)}</dd>
          </div>
        )}
        {before !== null && (
          <div>
            <dt>{t('population.before')}</dt>
            <dd>{inWords(before)}</dd>
          </div>
        )}
      </dl>
      <p>
        <label htmlFor={`${id}-source`}>{t('population.source')}</label>{' '}
        <input
          id={`${id}-source`}
          value={source}
          maxLength={120}
          required
          onChange={({ target }) => setSource(target.value)}
        />
      </p>
      <p>
        <label htmlFor={`${id}-day`}>{t('population.day')}</label>{' '}
        <input id={`${id}-day`} type="date" value={day} onChange={({ target }) => setDay(target.value)} />
      </p>
      <div className={styles.acts}>
        <button type="submit" className="primary" disabled={busy}>
          {t('population.take')}
        </button>
        <button type="button" disabled={busy} onClick={onLeave}>
          {t('population.leave')}
        </button>
      </div>
    </form>
  );
}

function useSumWords(): (sum: PopulationSum) => string {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  return ({ squares, residents, sides, source, counted_on, demonstration }) => {
    const told = t('population.told', {
      ...{ squares: formatNumber(squares, language), residents: formatNumber(residents, language) },
      ...{ source, sides: sides.join(' + ') },
      day: counted_on === null ? t('population.noDay') : formatDay(counted_on, language),
    });
    return demonstration ? `${told} ${t('population.madeUp')}` : told;
  };
}
