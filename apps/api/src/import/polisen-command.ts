import { setTimeout } from 'node:timers/promises';
import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { sentence } from '../sentence.ts';
import { deskOf } from './desk.ts';
import { importInWords } from './in-words.ts';
import { importEvents } from './polisen.ts';
import { POLISEN_RULES } from './polisen-limit.ts';
import { polisenAreas } from './polisen-schedule.ts';
import './sentences.ts';

export const POLISEN_USAGE = 'lagesbild polisen [--area SLUG]';

/** `polisen`: fetches the newest events of polisen.se once, for the area or all Swedish ones; typing it is the consent. */
export const polisenCommand: Command = async (database, args, print, { config, language, signal }) => {
  const { values: options } = readOptions(args, { area: { type: 'string' } });
  const desk = deskOf(database, config.data_dir, print);
  if (options.area) await findMunicipality(database.knex, options.area);
  const areas = (await polisenAreas(database)).filter(({ slug }) => !options.area || slug === options.area);
  if (areas.length === 0) {
    print(sentence(language, 'polisen_no_area', { slug: options.area ?? '–' }));
    return 1;
  }
  let failed = false;
  for (const [turn, area] of areas.entries()) {
    if (turn > 0) await setTimeout(POLISEN_RULES.gap_ms + 500, undefined, { signal });
    const job = await importEvents(database, desk, area, { data_dir: config.data_dir, who: COMMAND });
    const found = job && importInWords(language, job);
    if (job !== null && job.state !== 'done') failed = true;
    print(`${area.slug}: ${found?.problem ?? found?.sentence ?? sentence(language, 'polisen_fresh')}`);
  }
  await desk.idle();
  return failed ? 1 : 0;
};
