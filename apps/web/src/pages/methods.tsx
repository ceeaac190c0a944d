import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api.ts';
import { Failure } from '../shell/failure.tsx';
import { OwnChoices } from '../shell/own-choices.tsx';
import { type Section, sectionsOf } from './methods/markdown.ts';
import styles from './methods/methods.module.css';
import { Prose } from './methods/prose.tsx';

const PARTS = ['question', 'says', 'doubt'] as const;

/** What each figure answers, what it says and when not to trust it, in the page's language; under it the technical text. */
export function Methods() {
  const { t } = useTranslation('methods');
  const { data, error, refetch } = useQuery({
    queryKey: ['methods'],
    queryFn: async ({ signal }) =>
      sectionsOf(await (await request('GET', '/api/docs/methods.md', null, { signal })).text()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    document.title = `${t('page.title')} – Lägesbild`;
  }, [t]);
  // The address may name a section, which is there only now.
  useEffect(() => {
    if (data !== undefined) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [data]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p>
          <a href="/">{t('page.back')}</a>
        </p>
        <h1>{t('page.title')}</h1>
        <p className={styles.what}>{t('page.what')}</p>
      </header>
      {data === undefined ? (
        <main className={styles.sections}>
          {error === null ? <p role="status">{t('page.fetching')}</p> : <Failure error={error} retry={refetch} />}
        </main>
      ) : (
        <>
          <nav className={styles.contents} aria-label={t('page.contents')}>
            <ul>
              {data.map(({ id }) => (
                <li key={id}>
                  <a href={`#${id}`}>{t(`${id}.title`)}</a>
                </li>
              ))}
            </ul>
          </nav>
          <main className={styles.sections}>
            {data.map((section) => (
              <Method key={section.id} section={section} />
            ))}
            <footer className={styles.foot}>
              <OwnChoices />
            </footer>
          </main>
        </>
      )}
    </div>
  );
}

function Method({ section: { id, blocks } }: { section: Section }) {
  const { t } = useTranslation('methods');
  return (
    <section className={styles.method}>
      <h2 id={id} tabIndex={-1}>
        {t(`${id}.title`)}
      </h2>
      <dl>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{t(`page.${part}`)}</dt>
            <dd>{t(`${id}.${part}`)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t('page.technical')}</summary>
        <Prose blocks={blocks} />
      </details>
    </section>
  );
}
