import { useEffect, useRef, useState } from 'react';
import type { PublicMap } from './public-map.ts';
import { type Choice, columnOf, type ReleaseFile } from './release.ts';
import { COLOURS_FROM } from './square-table.tsx';
import type { Say } from './words.ts';

interface MapFrameProps {
  say: Say;
  slug: string;
  file: ReleaseFile;
  choice: Choice;
  label: string;
}

/** The map, fetched after the words are there; without it the words are enough. */
export function MapFrame({ say, slug, file, choice, label }: MapFrameProps) {
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PublicMap | null>(null);
  const [isMissing, setMissing] = useState(false);

  const { release } = file;
  useEffect(() => {
    let opened: PublicMap | null = null;
    let isWanted = true;
    import('./public-map.ts')
      .then(({ openPublicMap }) => openPublicMap(place.current!, `/release/${slug}/${release}/map.geojson`, label))
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
  }, [slug, release, label]);

  useEffect(() => map?.show(columnOf(file, choice)), [map, file, choice]);

  return (
    <figure className="map">
      <div ref={place} className="canvas" data-drawn={map !== null} />
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
