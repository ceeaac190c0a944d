import type { Names } from '@lagesbild/contract';
import { useCallback, useEffect, useState } from 'react';
import { About } from './about.tsx';
import { Actions, Answers } from './answers.tsx';
import { Choices } from './choices.tsx';
import { MapFrame } from './map-frame.tsx';
import { Nowhere } from './nowhere.tsx';
import { Pledges } from './pledges.tsx';
import {
  type Choice,
  choiceOf,
  type FetchFailure,
  fetchFile,
  hashOf,
  type PromisedAndDone,
  type ReleaseFile,
  type ReleaseIndexFile,
  soundChoice,
} from './release.ts';
import { SquareTable } from './square-table.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { firstLanguage, keepLanguage, LANGUAGES, type Language, sayIn } from './words.ts';

/** What everybody may see of an area: first in words and a list, then on a map; and what is done about it. */
export function PublicPage({ slug, embedded }: { slug: string; embedded: boolean }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [index, setIndex] = useState<ReleaseIndexFile | null>(null);
  const [{ actions, pledges }, setDone] = useState<PromisedAndDone>({ actions: [], pledges: [] });
  const [choice, setChoice] = useState<Choice | null>(null);
  const [file, setFile] = useState<ReleaseFile | null>(null);
  const [why, setWhy] = useState<FetchFailure | Error | null>(null);
  const say = sayIn(language);
  const name = (names: Names): string => names[language] ?? names.sv;

  const load = useCallback(() => {
    setWhy(null);
    const failed = (error: Error) => setWhy(error);
    fetchFile<ReleaseIndexFile>(`/release/${slug}/index.json`).then((found) => {
      setIndex(found);
      setChoice(soundChoice(choiceOf(location.hash), found.releases));
    }, failed);
    fetchFile<PromisedAndDone>(`/release/${slug}/actions.json`).then(setDone, failed);
  }, [slug]);
  useEffect(load, [load]);

  const release = choice?.release;
  useEffect(() => {
    if (release === undefined) return;
    let isWanted = true;
    fetchFile<ReleaseFile>(`/release/${slug}/${release}/release.json`).then(
      (found) => isWanted && setFile(found),
      (error: Error) => isWanted && setWhy(error),
    );
    return () => {
      isWanted = false;
    };
  }, [slug, release]);

  const isNowhere = why !== null && 'code' in why && why.code === 'release_area_unknown';
  const title = isNowhere
    ? say('nowhere')
    : index === null
      ? say('title_any')
      : say('title', { area: name(index.area.names) });
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    document.title = `${title} – Lägesbild`;
  }, [language, title]);

  const choose = (asked: Partial<Choice>) => {
    const next = soundChoice({ ...choice, ...asked }, index?.releases ?? []);
    setChoice(next);
    if (next !== null) history.replaceState(null, '', hashOf(next));
  };
  const shown = file !== null && file.release === release ? file : null;
  // A group of its own for each subject: the first where the one before isn't there.
  const groups = shown === null || choice === null ? [] : shown.subjects[choice.subject].groups;
  const group = groups.find((one) => one.group === choice?.group)?.group ?? groups[0]?.group ?? null;
  const sound = choice === null ? null : { ...choice, group };

  return (
    <>
      <header className="top">
        <span className="brand">{say('brand')}</span>
        <nav aria-label={say('language')} className="languages">
          {(Object.keys(LANGUAGES) as Language[]).map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              onClick={() => {
                keepLanguage(one);
                setLanguage(one);
              }}
            >
              {LANGUAGES[one]}
            </button>
          ))}
        </nav>
        {!embedded && <ThemeChoice say={say} />}
        {!embedded && !isNowhere && (
          <a className="quiet" href={`/${slug}/karta`}>
            {say('staff')}
          </a>
        )}
      </header>
      {isNowhere ? (
        <Nowhere say={say} slug={slug} />
      ) : (
        <main className={embedded ? 'public embedded' : 'public'}>
          <section className="lead">
            <h1>{title}</h1>
            <p>{say('intro')}</p>
            {!embedded && (
              <a className="button primary tell" href={`/${slug}/plats`}>
                {say('tell')}
              </a>
            )}
            {(index?.area.demonstration || shown?.demonstration) && <p className="note">{say('demonstration')}</p>}
          </section>
          {why !== null && (
            <p role="alert" className="note">
              {say('failed', { why: why.message })}{' '}
              <button type="button" onClick={load}>
                {say('again')}
              </button>
            </p>
          )}
          {why === null && (index === null || (choice !== null && shown === null)) && (
            <p className="note" role="status">
              {say('fetching')}
            </p>
          )}
          {index !== null && choice === null && (
            <p className="note">
              {say('nothing')}{' '}
              {index.area.demonstration && <a href={`/${slug}/installningar/publicering`}>{say('publish')}</a>}
            </p>
          )}
          {index !== null && sound !== null && (
            <section className="sight" aria-label={say('show')}>
              <div className="told">
                <Choices
                  {...{ say, name, language, groups }}
                  choice={sound}
                  releases={index.releases}
                  onChoose={choose}
                />
                {shown !== null && <SquareTable {...{ say, name, language }} file={shown} choice={sound} />}
              </div>
              {shown !== null && <MapFrame {...{ say, language, slug }} file={shown} choice={sound} label={title} />}
            </section>
          )}
          <div className="columns">
            <Actions {...{ say, name, language, actions }} />
            {pledges.length > 0 && <Pledges {...{ say, name, language, pledges }} />}
            <Answers {...{ say, language, slug }} releases={index?.releases ?? []} />
          </div>
          <About
            {...{ say, language, slug, embedded }}
            release={release ?? null}
            frozen_on={shown?.frozen_on ?? null}
          />
        </main>
      )}
    </>
  );
}
