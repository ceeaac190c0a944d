import { COMMAND } from '../audit/entry.ts';
import { type Command, misused, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { sentence } from '../sentence.ts';
import { readCalendar } from './ground.ts';
import './sentences.ts';
import { withdrawRelease } from './withdraw.ts';
import { ReleaseWorks } from './works.ts';

export const RELEASE_USAGE = `lagesbild release list AREA
lagesbild release make AREA
lagesbild release check AREA
lagesbild release withdraw AREA RELEASE --reason WORDS`;

/** `release …`: what is public, making what is due, attacking all that is kept, taking one back. `check` ends with 1 when an attack succeeds. */
export const releaseCommand: Command = async (database, args, print, { language }) => {
  const { values, positionals } = readOptions(args, { reason: { type: 'string' } }, { words: true });
  const [action = '', slug, name, ...more] = positionals;
  const known = 'list, make, check, withdraw';
  if (!known.split(', ').includes(action))
    return misused(print, language, RELEASE_USAGE, 'command_action_unknown', { word: action || '–', known });
  if (slug === undefined || more.length > 0 || (action === 'withdraw') !== (name !== undefined))
    return misused(print, language, RELEASE_USAGE, 'command_argument_missing', { argument: 'AREA' });
  const area = await findMunicipality(database.knex, slug);
  if (action === 'withdraw') {
    await withdrawRelease(database, area, name!, values.reason?.trim() || '–', COMMAND);
    print(sentence(language, 'release_withdrawn_now', { release: name! }));
    return 0;
  }
  const { made: kept } = await readCalendar(database, area);
  if (action === 'list') {
    for (const { release } of kept) print(release);
    if (kept.length === 0) print(sentence(language, 'release_none', { area: area.names.sv }));
    return 0;
  }
  const works = new ReleaseWorks(print);
  try {
    const work = works.start(database, action as 'make' | 'check', area, COMMAND);
    await work.settled;
    const { made, changed, attacked, problem } = work;
    if (problem !== null) throw problem;
    if (action === 'check') {
      for (const { release } of kept)
        print(sentence(language, changed.includes(release) ? 'release_changed_since' : 'release_same', { release }));
      for (const { subject, report } of attacked) {
        const { bounds, membership, succeeded } = report;
        print(
          sentence(language, succeeded.length === 0 ? 'release_withstood' : 'release_fell', {
            ...{ subject: { say: `release_${subject}` }, small: bounds.small, attacks: succeeded.join(', ') || '–' },
            mean: membership.mean.toFixed(2),
            worst: membership.worst.toFixed(2),
          }),
        );
      }
      return attacked.some(({ report }) => report.succeeded.length > 0) ? 1 : 0;
    }
    print(
      sentence(language, 'release_made', { n: made.length, releases: made.join(', ') || '–', area: area.names.sv }),
    );
    return 0;
  } finally {
    await works.close();
  }
};
