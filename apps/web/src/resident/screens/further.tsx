/** @jsxImportSource preact */
import type { FlagWhere, GeocodeFound } from '@lagesbild/contract';
import { useState } from 'preact/hooks';
import { nameIn, useAround } from '../around.ts';
import { ask } from '../wire.ts';

interface FurtherProps {
  text: string;
  onChoose(where: FlagWhere): void;
}

/** Looks for what was typed in the municipality's address service, when asked to: nothing is sent while one types. */
export function Further({ text, onChoose }: FurtherProps) {
  const { area, form, speech } = useAround();
  const [found, setFound] = useState<GeocodeFound['found']>([]);
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState(false);

  async function look(): Promise<void> {
    setAsking(true);
    try {
      const answer = await ask<GeocodeFound>('POST', `/api/${area}/flags/geocode`, { text });
      setFound(answer.found);
      const n = answer.found.length;
      const none = speech.say('place.further_none', { area: nameIn(form.names, speech.language) });
      setSaid(n === 0 ? none : speech.say('place.found', { n }));
    } catch {
      setSaid(speech.say('place.further_silent'));
    }
    setAsking(false);
  }

  return (
    <>
      <button type="button" class="plain" aria-disabled={asking} onClick={() => asking || void look()}>
        <bdi>{speech.say('place.further', { text })}</bdi>
      </button>
      <p class="lead">{speech.say('place.further_lead')}</p>
      <p role="status" class="said">
        {said}
      </p>
      {found.length > 0 && (
        <ul class="list" aria-label={speech.say('place.further', { text })}>
          {found.map(({ name, cell }) => (
            <li key={`${name} ${cell.x} ${cell.y}`}>
              <button type="button" onClick={() => onChoose({ cell })}>
                <bdi>{name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
