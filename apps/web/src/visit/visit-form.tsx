/** @jsxImportSource preact */
import type { NewVisit, Seen, VisitKind } from '@lagesbild/contract';
import { addDays, wallClock } from '@lagesbild/contract/week';
import { useState } from 'preact/hooks';
import { Choice, Segments } from '../resident/choice.tsx';
import { clockText, type Say } from './words.ts';

const STEP = 5;
const DAY = 1440;
const LENGTHS = ['5', '10', '15', '20', '30', '60'] as const;
const KINDS: readonly VisitKind[] = ['foot', 'cycle', 'vehicle', 'still'];
const SEEN: readonly Seen[] = [
  ...(['calm', 'many_people', 'talked_with_people', 'disturbance', 'drunkenness'] as const),
  ...(['drug_dealing', 'reckless_driving', 'damage', 'dark', 'litter'] as const),
];

interface VisitFormProps {
  zone: { zone_id: string; name: string };
  time_zone: string;
  /** minutes that are planned for this zone, or what the literature says is enough */
  usual: number;
  say: Say;
  onSave(visit: NewVisit): void;
  onCancel(): void;
}

/** The second tap: what has just ended, as it usually is. Everything in it can be changed before. */
export function VisitForm({ zone, time_zone, usual, say, onSave, onCancel }: VisitFormProps) {
  const [now] = useState(() => wallClock(Date.now(), time_zone));
  const [minutes, setMinutes] = useState(usual);
  const [moved, setMoved] = useState(0);
  const [kind, setKind] = useState<VisitKind>('foot');
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  // Visits are logged when they end.
  const start = Math.floor((now.minute - minutes) / STEP) * STEP + moved;
  const before = start < 0;
  const lengths = LENGTHS.includes(String(usual) as never) ? LENGTHS : [String(usual), ...LENGTHS];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const started_on = before ? addDays(now.day, -1) : now.day;
        onSave({ zone_id: zone.zone_id, started_on, from_minute: (start + DAY) % DAY, minutes, kind, seen: [...seen] });
      }}
    >
      <h1>
        <bdi>{zone.name}</bdi>
      </h1>
      <fieldset class="segments">
        <legend>{say('seen')}</legend>
        <div class="chips">
          {SEEN.map((one) => (
            <Choice
              key={one}
              chosen={seen.includes(one)}
              onTap={() => setSeen(seen.includes(one) ? seen.filter((other) => other !== one) : [...seen, one])}
            >
              {say(`seen.${one}`)}
            </Choice>
          ))}
        </div>
      </fieldset>
      <Segments<VisitKind>
        label={say('how')}
        options={KINDS.map((one) => [one, say(`how.${one}`)] as const)}
        value={kind}
        onChange={setKind}
      />
      <Segments
        label={say('how_long')}
        options={lengths.map((n) => [n, say('minutes', { n })] as const)}
        value={String(minutes)}
        onChange={(n) => setMinutes(Number(n))}
      />
      <div class="step">
        <span>{say('started')}</span>
        <button type="button" aria-label={say('earlier')} onClick={() => setMoved(moved - STEP)}>
          −
        </button>
        <output dir="ltr">
          {clockText(start)}
          {before && <small> {say('yesterday')}</small>}
        </output>
        <button
          type="button"
          aria-label={say('later')}
          aria-disabled={moved >= 0}
          onClick={() => moved < 0 && setMoved(moved + STEP)}
        >
          +
        </button>
      </div>
      <button type="submit" class="primary">
        {say('save')}
      </button>
      <button type="button" class="plain" onClick={onCancel}>
        {say('cancel')}
      </button>
    </form>
  );
}
