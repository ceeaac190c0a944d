import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { themeKind, watchTheme } from '../theme/map-theme.ts';
import type { PublicMap } from './public-map.ts';
import { type Choice, columnOf, type ReleaseFile } from './release.ts';
import { COLOURS_FROM } from './square-table.tsx';
import type { Language, Say } from './words.ts';

interface MapFrameProps {
  say: Say;
  language: Language;
  slug: string;
  file: ReleaseFile;
  choice: Choice;
  label: string;
}

/** The map, fetched after the words are there; without it the words are enough. */
export function MapFrame({ say, language, slug, file, choice, label }: MapFrameProps) {
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PublicMap | null>(null);
  const [isMissing, setMissing] = useState(false);

  const { release } = file;
  // The map can't change with the page's colours: it is made anew in the new ones.
  const scheme = useSyncExternalStore(watchTheme, themeKind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme is read by the map itself
  useEffect(() => {
    let opened: PublicMap | null = null;
    let isWanted = true;
    import('./public-map.ts')
      .then(({ openPublicMap }) => {
        const address = `/release/${slug}/${release}/map.geojson`;
        return openPublicMap(place.current!, { address, label, language });
      })
      .then((one) => {
        if (!isWanted) return one.close();
        opened = one;
        setMap(one);
      })
      .catch(() => isWanted && setMissing(true));
    return () => {
      isWanted = false;
      opened?.close();
      setMap(null);
    };
  }, [slug, release, label, language, scheme]);
  // Paper is light; a map that was drawn in the dark stays so, and its legend with it.
  useEffect(() => {
    document.documentElement.dataset.paperMap = scheme;
  }, [scheme]);

  useEffect(() => map?.show(columnOf(file, choice)), [map, file, choice]);

  return (
    <figure className="map">
      <div ref={place} className="canvas" data-drawn={map !== null} />
      {map !== null && map.attribution !== '' && <small className="attribution">{map.attribution}</small>}
      {map === null && <p className="waiting">{say(isMissing ? 'map_missing' : 'map_fetching')}</p>}
      <figcaption className="legend">
        <span>
          <i className="key band-0" />
          <bdi>0–9</bdi>
        </span>
        {COLOURS_FROM.map((from, i) => (
          <span key={from}>
            <i className={`key band-${i + 1}`} />
            <bdi>{COLOURS_FROM[i + 1] === undefined ? `${from}–` : `${from}–${COLOURS_FROM[i + 1]! - 1}`}</bdi>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
