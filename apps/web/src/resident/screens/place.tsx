/** @jsxImportSource preact */
import type { FlagStreets, FlagWhere } from '@lagesbild/contract';
import { useEffect, useState } from 'preact/hooks';
import { nameIn, useAround } from '../around.ts';
import { Pick } from '../choice.tsx';
import { cellAt, isWithin } from '../place/cell.ts';
import { MapChoice } from '../place/map-choice.tsx';
import { devicePosition } from '../place/position.ts';
import { searchNamed, searchPlaces } from '../place/search.ts';
import { partsOf, type Street } from '../place/street.ts';
import { Question } from '../question.tsx';
import { ask } from '../wire.ts';
import { Further } from './further.tsx';
import { StreetParts } from './street-parts.tsx';

/** As many as one looks through. */
const SHOWN = 12;
/** Shorter texts find everything, or nothing. */
const TYPED_MIN = 3;

interface PlaceProps {
  onChoose(where: FlagWhere): void;
}

/** By name, where one is, or on the map: a list is enough where there is neither map nor position. */
export function Place({ onChoose }: PlaceProps) {
  const around = useAround();
  const { area, form, plane, speech } = around;
  const [streets, setStreets] = useState<readonly Street[]>([]);
  const [street, setStreet] = useState<Street | null>(null);
  const [text, setText] = useState('');
  const [onMap, setOnMap] = useState(false);
  const [said, setSaid] = useState('');
  const found = searchPlaces(form.places, text).slice(0, SHOWN);
  const typed = text.trim();
  const foundStreets =
    typed === ''
      ? []
      : searchNamed(streets, ({ name }) => [name], text).slice(0, SHOWN - Math.min(found.length, SHOWN / 2));
  const many = found.length + foundStreets.length;
  const outside = speech.say('place.outside', { area: nameIn(form.names, speech.language) });

  useEffect(() => {
    // Without them there are still places, the map and where one is.
    ask<FlagStreets>('GET', `/api/${area}/flags/streets`).then(
      (list) => setStreets(list.streets),
      () => {},
    );
  }, [area]);

  function onStreet(one: Street): void {
    const [first, ...more] = partsOf(one, streets, around);
    if (more.length === 0) onChoose({ cell: first!.cell });
    else setStreet(one);
  }

  async function here(): Promise<void> {
    setSaid(speech.say('place.locating'));
    const position = await devicePosition();
    if (typeof position === 'string') setSaid(speech.say(`place.${position}`));
    else if (!isWithin(form, position.lon, position.lat)) setSaid(outside);
    else onChoose({ cell: cellAt(plane, position.lon, position.lat, form.cell_m) });
  }

  if (onMap)
    return <MapChoice outside={outside} onChoose={(cell) => onChoose({ cell })} onClose={() => setOnMap(false)} />;
  if (street !== null)
    return (
      <StreetParts
        street={street}
        parts={partsOf(street, streets, around)}
        onChoose={(cell) => onChoose({ cell })}
        onClose={() => setStreet(null)}
      />
    );
  return (
    <Question title={speech.say('place.title')}>
      <div class="choices">
        <Pick icon="here" lead={speech.say('place.here_lead')} onTap={() => void here()}>
          {speech.say('place.here')}
        </Pick>
        <Pick icon="map" onTap={() => setOnMap(true)}>
          {speech.say('place.map')}
        </Pick>
      </div>
      <p role="status" class="said">
        {said}
      </p>
      <label class="field">
        <span>{speech.say('place.search')}</span>
        <input
          type="search"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p role="status" class="spoken">
        {typed === '' || many === 0 ? '' : speech.say('place.found', { n: many })}
      </p>
      {many === 0 ? (
        <p class="lead">{speech.say('place.none')}</p>
      ) : (
        <ul class="list" aria-label={speech.say('place.named')}>
          {found.map(({ slug, names }) => (
            <li key={slug}>
              <button type="button" onClick={() => onChoose({ place: slug })}>
                <bdi>{nameIn(names, speech.language)}</bdi>
              </button>
            </li>
          ))}
          {foundStreets.map((one) => (
            <li key={`street ${one.name}`}>
              <button type="button" onClick={() => onStreet(one)}>
                <bdi>{one.name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      {form.geocoder && typed.length >= TYPED_MIN && <Further key={typed} text={typed} onChoose={onChoose} />}
    </Question>
  );
}
