import type { Names } from '@lagesbild/contract';
import { useEffect, useState } from 'react';
import { periodIn } from './period-words.ts';
import { fetchFile, type ListedRelease, type PublishedAction, type ReleaseFile } from './release.ts';
import { Said } from './said.tsx';
import { dayIn, type Language, type Say } from './words.ts';

interface ActionsProps {
  say: Say;
  name: (names: Names) => string;
  language: Language;
  actions: readonly PublishedAction[];
}

/** What was said and what was done: as two people have approved it, without counts. */
export function Actions({ say, name, language, actions }: ActionsProps) {
  return (
    <section>
      <h2>{say('done')}</h2>
      {actions.length === 0 && <p className="soft">{say('done_none')}</p>}
      <ul className="actions">
        {actions.map(({ place, status, done_on, public_text, approved_on, measured_change }) => (
          <li key={`${approved_on} ${public_text.sv}`}>
            {place !== null && <h3>{name(place)}</h3>}
            <Said names={public_text} language={language} name={name} />
            {measured_change !== null && <Said names={measured_change.text} language={language} name={name} />}
            <p className="soft">
              {say(`status_${status}`)} · {dayIn(language, done_on ?? approved_on)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AnswersProps {
  say: Say;
  language: Language;
  slug: string;
  releases: readonly ListedRelease[];
}

/** How many of those who told were answered, and how fast: of the newest quarter that is published. */
export function Answers({ say, language, slug, releases }: AnswersProps) {
  const [file, setFile] = useState<ReleaseFile | null>(null);
  const newest = releases.find(({ kind, withdrawn }) => kind === 'quarter' && withdrawn === null)?.release;
  useEffect(() => {
    if (newest === undefined) return;
    let isWanted = true;
    fetchFile<ReleaseFile>(`/release/${slug}/${newest}/release.json`).then(
      (found) => isWanted && setFile(found),
      () => isWanted && setFile(null), // the page above says so
    );
    return () => {
      isWanted = false;
    };
  }, [slug, newest]);
  const answers = file?.answers ?? null;
  const sent = answers === null ? 0 : answers.same_month + answers.later + answers.waiting;
  const n = (value: number) => value.toLocaleString(language);
  return (
    <section>
      <h2>{say('answered')}</h2>
      <p className={sent === 0 ? 'soft' : undefined}>
        {file === null || answers === null || sent === 0
          ? say('answered_none')
          : say('answered_words', {
              ...{ period: periodIn(say, file).toLocaleLowerCase(language), sent: n(sent) },
              ...{ same: n(answers.same_month), later: n(answers.later), waiting: n(answers.waiting) },
            })}
      </p>
    </section>
  );
}
