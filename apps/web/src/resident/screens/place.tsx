/** @jsxImportSource preact */
import type { FlagWhere } from '@lagesbild/contract';
import { useState } from 'preact/hooks';
import { nameIn, useAround } from '../around.ts';
import { Pick } from '../choice.tsx';
import { cellAt, isWithin } from '../place/cell.ts';
import { MapChoice } from '../place/map-choice.tsx';
import { devicePosition } from '../place/position.ts';
import { searchPlaces } from '../place/search.ts';
import { Question } from '../question.tsx';

/** As many as one looks through. */
const SHOWN = 12;

interface PlaceProps {
  onChoose(where: FlagWhere): void;
}

/** By name, where one is, or on the map: a list is enough where there is neither map nor position. */
export function Place({ onChoose }: PlaceProps) {
  const { form, plane, speech } = useAround();
  const [text, setText] = useState('');
  const [onMap, setOnMap] = useState(false);
  const [said, setSaid] = useState('');
  const found = searchPlaces(form.places, text).slice(0, SHOWN);
  const outside = speech.say('place.outside', { area: nameIn(form.names, speech.language) });

  async function here(): Promise<void> {
    setSaid(speech.say('place.locating'));
    const position = await devicePosition();
    if (typeof position === 'string') setSaid(speech.say(`place.${position}`));
    else if (!isWithin(form, position.lon, position.lat)) setSaid(outside);
    else onChoose({ cell: cellAt(plane, position.lon, position.lat, form.cell_m) });
  }

  if (onMap)
    return <MapChoice outside={outside} onChoose={(cell) => onChoose({ cell })} onClose={() => setOnMap(false)} />;
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
        {text.trim() === '' || found.length === 0 ? '' : speech.say('place.found', { n: found.length })}
      </p>
      {found.length === 0 ? (
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
        </ul>
      )}
    </Question>
  );
}
