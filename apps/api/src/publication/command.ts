import { Buffer } from 'node:buffer';
import { COMMAND } from '../audit/entry.ts';
import { type Command, misused, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { sentence } from '../sentence.ts';
import { attackAll, filesOf, makeReleases, readGround, withdrawRelease } from './make.ts';
import { quarterPeriod, yearPeriod } from './period.ts';
import './sentences.ts';

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
  if (action === 'make') {
    const made = await makeReleases(database, area, COMMAND);
    print(
      sentence(language, 'release_made', { n: made.length, releases: made.join(', ') || '–', area: area.names.sv }),
    );
    return 0;
  }
  if (action === 'withdraw') {
    await withdrawRelease(database, area, name!, values.reason?.trim() || '–', COMMAND);
    print(sentence(language, 'release_withdrawn_now', { release: name! }));
    return 0;
  }
  const ground = await readGround(database, area);
  if (action === 'list') {
    for (const { release } of ground.made) print(release);
    if (ground.made.length === 0) print(sentence(language, 'release_none', { area: area.names.sv }));
    return 0;
  }
  const kept = ground.made.map(({ kind, period }) => (kind === 'quarter' ? quarterPeriod(period) : yearPeriod(period)));
  const { rows } = await database.knex.raw<{ rows: { release: string; content: Buffer }[] }>(
    "select release, content from public_release.file where municipality_id = :municipality_id and name = 'table.csv'",
    { municipality_id: area.municipality_id },
  );
  for (const period of kept) {
    const again = filesOf(ground, period).find((file) => file.name === 'table.csv')!.content;
    const same = rows.some(
      ({ release, content }) => release === period.release && Buffer.compare(content, again) === 0,
    );
    print(sentence(language, same ? 'release_same' : 'release_changed_since', { release: period.release }));
  }
  let worst = 0;
  for (const { subject, report } of await attackAll(ground, kept)) {
    const { bounds, membership, succeeded } = report;
    print(
      sentence(language, succeeded.length === 0 ? 'release_withstood' : 'release_fell', {
        ...{ subject: { say: `release_${subject}` }, small: bounds.small, attacks: succeeded.join(', ') || '–' },
        mean: membership.mean.toFixed(2),
        worst: membership.worst.toFixed(2),
      }),
    );
    if (succeeded.length > 0) worst = 1;
  }
  return worst;
};
