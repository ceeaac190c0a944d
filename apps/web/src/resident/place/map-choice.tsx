/** @jsxImportSource preact */
import type { FlagCell } from '@lagesbild/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAround } from '../around.ts';
import { Question } from '../question.tsx';
import { cellAt, isWithin } from './cell.ts';
import { whereWords } from './where.ts';

interface MapChoiceProps {
  /** What to say of a square outside the area. */
  outside: string;
  onChoose(cell: FlagCell): void;
  onClose(): void;
}

/** The map under a square that stays in its middle, fetched when asked for; without WebGL it says so. */
export function MapChoice({ outside, onChoose, onClose }: MapChoiceProps) {
  const around = useAround();
  const { form, plane, speech, additions } = around;
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  const [centre, setCentre] = useState<{ lon: number; lat: number } | null>(null);

  useEffect(() => {
    let ended = false;
    let end = (): void => {};
    import('./square-map.ts')
      .then(({ openSquareMap }) =>
        openSquareMap({
          ...{ container: frame.current!, form, plane, basemap: additions.basemap },
          ...{ language: speech.language, label: speech.say('place.map_title') },
          onMove: (lon, lat) => setCentre({ lon, lat }),
        }),
      )
      .then((close) => {
        end = close;
        if (ended) close();
        else setState('there');
      })
      .catch(() => setState('failed'));
    return () => {
      ended = true;
      end();
    };
  }, [form, plane, additions, speech]);

  const isInside = centre !== null && isWithin(form, centre.lon, centre.lat);
  const cell = centre === null ? null : cellAt(plane, centre.lon, centre.lat, form.cell_m);
  return (
    <Question title={speech.say('place.map_title')} lead={speech.say('place.map_lead')}>
      <div class="map" hidden={state === 'failed'}>
        <div ref={frame} />
      </div>
      <p role="status" class="said">
        {state === 'loading' && speech.say('place.map_loading')}
        {state === 'failed' && speech.say('place.map_failed')}
        {state === 'there' && cell !== null && (isInside ? whereWords(around, { cell }) : outside)}
      </p>
      {state !== 'failed' && (
        <button
          type="button"
          class="primary"
          aria-disabled={!isInside}
          onClick={() => {
            if (isInside && cell !== null) onChoose(cell);
          }}
        >
          {speech.say('place.map_choose')}
        </button>
      )}
      <button type="button" class="plain" onClick={onClose}>
        {speech.say('place.search')}
      </button>
    </Question>
  );
}
