import { useState } from 'react';
import { dayIn, type Language, type Say, type Word } from './words.ts';

const HOW: readonly Word[] = ['how_grid', 'how_what', 'how_flags', 'how_noise', 'how_bands', 'how_when', 'how_tried'];
const FILES = ['release.json', 'table.csv', 'map.geojson'] as const;

interface AboutProps {
  say: Say;
  language: Language;
  slug: string;
  embedded: boolean;
  release: string | null;
  frozen_on: string | null;
}

/** How the figures are made, the same figures as files, and ways to take the page along. */
export function About({ say, language, slug, embedded, release, frozen_on }: AboutProps) {
  const [copied, setCopied] = useState(false);
  const frame = `<iframe src="${location.origin}/${slug}/inbaddad" title="Lägesbild" width="100%" height="720"></iframe>`;
  const share = () => {
    navigator.clipboard?.writeText(`${location.origin}/${slug}${location.hash}`).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <footer className="about">
      <details>
        <summary>{say('how')}</summary>
        <ul>
          {HOW.map((word) => (
            <li key={word}>{say(word)}</li>
          ))}
        </ul>
      </details>
      {release !== null && (
        <section>
          <h2>{say('data')}</h2>
          <p className="soft">
            {say('data_words')} {frozen_on !== null && say('frozen', { day: dayIn(language, frozen_on) })}
          </p>
          <p className="links">
            {FILES.map((file) => (
              <a key={file} href={`/release/${slug}/${release}/${file}`} dir="ltr">
                {file}
              </a>
            ))}
          </p>
        </section>
      )}
      <p className="links screen">
        {embedded ? (
          <a href={`/${slug}`} target="_blank" rel="noopener">
            {say('whole')}
          </a>
        ) : (
          <>
            <button type="button" onClick={share}>
              {say(copied ? 'shared' : 'share')}
            </button>
            <button type="button" onClick={() => window.print()}>
              {say('print')}
            </button>
            <a href="/tillganglighet">{say('accessibility')}</a>
          </>
        )}
      </p>
      {!embedded && (
        <details className="screen">
          <summary>{say('embed')}</summary>
          <code dir="ltr">{frame}</code>
        </details>
      )}
    </footer>
  );
}
