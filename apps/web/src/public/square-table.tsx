import type { Names } from '@lagesbild/contract';
import { periodIn } from './period-words.ts';
import { bandText, byChance, type Choice, type ReleaseFile, shownSquares } from './release.ts';
import { type Language, listIn, type Say } from './words.ts';

const LISTED_MAX = 20;
const SPOKEN = 3;

interface SquareTableProps {
  say: Say;
  name: (names: Names) => string;
  language: Language;
  file: ReleaseFile;
  choice: Choice;
}

/** The map in words: one sentence, the squares with most, and what the rest of them mean. */
export function SquareTable({ say, name, language, file, choice }: SquareTableProps) {
  const shown = shownSquares(file, choice);
  const all = file.squares.east.length;
  const placeOf = (names: readonly Names[]): string =>
    names.length === 0 ? say('unnamed') : names.map(name).join(', ');
  const about = { period: periodIn(say, file), subject: say(`subject_${choice.subject}`).toLocaleLowerCase(language) };
  const chance = byChance(all, shown.length);
  const { total } = file.subjects[choice.subject];
  const most = listIn(
    language,
    shown.slice(0, SPOKEN).map(({ names, band }) => `${placeOf(names)} (${bandText(band)})`),
  );
  const rest = all - Math.min(shown.length, LISTED_MAX);
  return (
    <>
      <p className="sentence" aria-live="polite">
        {shown.length === 0
          ? say('sentence_none', { ...about, all })
          : say('sentence', { ...about, n: shown.length, all, most })}{' '}
        {shown.length > 0 && say(chance.explains ? 'chance_only' : 'chance', { n: chance.expected })}{' '}
        {total !== null && total > 0 && say('total', { n: total.toLocaleString(language) })}
      </p>
      <table className="squares">
        <thead>
          <tr>
            <th scope="col">{say('place')}</th>
            <th scope="col">{say('count')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, LISTED_MAX).map(({ square, names, band, east_m, north_m }) => (
            <tr key={square}>
              <th scope="row">
                {placeOf(names)}
                {names.length === 0 && <small>{say('corner', { east: east_m, north: north_m })}</small>}
              </th>
              <td>
                <span className={`key band-${classOf(band)}`} aria-hidden="true" />
                <bdi>{bandText(band)}</bdi>
              </td>
            </tr>
          ))}
          <tr className="rest">
            <th scope="row">{say('others', { n: rest })}</th>
            <td>
              <span className="key band-0" aria-hidden="true" />
              <bdi>{shown.length > LISTED_MAX ? `0–${bandText(shown[LISTED_MAX]!.band).split('–')[1]}` : '0–9'}</bdi>
            </td>
          </tr>
        </tbody>
      </table>
      <div className="few">
        <h2>
          <span className="key band-0" aria-hidden="true" /> {say('few')}
        </h2>
        <p>{say('few_why')}</p>
      </div>
    </>
  );
}

/** Bands from which each of the five colours is used; the list, the legend and the map share them. */
export const COLOURS_FROM = [10, 15, 20, 40, 80] as const;
export const classOf = (band: number): number => 1 + COLOURS_FROM.findLastIndex((from) => band >= from);
