import type { Names } from '@lagesbild/contract';
import { periodIn } from './period-words.ts';
import { type Choice, type ListedRelease, SUBJECTS } from './release.ts';
import { dayIn, type Language, type Say } from './words.ts';

interface ChoicesProps {
  say: Say;
  name: (names: Names) => string;
  language: Language;
  choice: Choice;
  groups: readonly { group: number; names: Names }[];
  releases: readonly ListedRelease[];
  onChoose: (asked: Partial<Choice>) => void;
}

/** What there is to choose among: what exists, and nothing in between. */
export function Choices({ say, name, language, choice, groups, releases, onChoose }: ChoicesProps) {
  const gone = releases.filter(({ withdrawn }) => withdrawn !== null);
  return (
    <form className="choices" onSubmit={(event) => event.preventDefault()}>
      <fieldset className="subjects">
        <legend className="spoken">{say('show')}</legend>
        {SUBJECTS.map((subject) => (
          <label key={subject}>
            <input
              type="radio"
              name="subject"
              checked={subject === choice.subject}
              onChange={() => onChoose({ subject })}
            />
            <span>{say(`subject_${subject}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className="pick">
        <span>{say('period')}</span>
        <select value={choice.release} onChange={(event) => onChoose({ release: event.target.value })}>
          {releases
            .filter(({ withdrawn }) => withdrawn === null)
            .map((one) => (
              <option key={one.release} value={one.release}>
                {periodIn(say, one)}
              </option>
            ))}
        </select>
      </label>
      {groups.length > 0 && (
        <label className="pick">
          <span>{say('group')}</span>
          <select value={choice.group ?? ''} onChange={(event) => onChoose({ group: Number(event.target.value) })}>
            {groups.map(({ group, names }) => (
              <option key={group} value={group}>
                {name(names)}
              </option>
            ))}
          </select>
        </label>
      )}
      {gone.map((one) => (
        <p className="soft" key={one.release}>
          {say('withdrawn_period', {
            period: periodIn(say, one),
            day: dayIn(language, one.withdrawn!.on),
            reason: one.withdrawn!.reason,
          })}
        </p>
      ))}
    </form>
  );
}
