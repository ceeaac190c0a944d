import { type Command, misfit, misused, readOptions } from '../command.ts';
import { SIGTUNA } from '../municipality/shipped.ts';
import { sentence } from '../sentence.ts';
import { follow } from './command-words.ts';
import { removeDemonstration, today } from './demonstration.ts';
import { deskOf } from './desk.ts';
import './sentences.ts';

export const DEMONSTRATION_USAGE = 'lagesbild demonstration load\nlagesbild demonstration remove';

/** `demonstration load` and `remove`: the synthetic incidents of Sigtuna, there for trying things out, and gone again. */
export const demonstrationCommand: Command = async (database, args, print, { config, language, signal }) => {
  const [action, ...more] = readOptions(args, {}, { words: true }).positionals;
  const known = 'load, remove';
  if (action !== 'load' && action !== 'remove')
    return misused(print, language, DEMONSTRATION_USAGE, 'command_action_unknown', { word: action ?? '–', known });
  const wrong = misfit(more, []);
  if (wrong) return misused(print, language, DEMONSTRATION_USAGE, wrong.code, wrong.params);
  const desk = deskOf(database, config.data_dir, print);
  if (action === 'remove') {
    const removed = await removeDemonstration(database, desk);
    await desk.idle();
    print(sentence(language, removed === 0 ? 'demonstration_none' : 'demonstration_removed'));
    return 0;
  }
  print(sentence(language, 'demonstration_what'));
  const job = await desk.demonstrate(SIGTUNA.slug, today(SIGTUNA.time_zone));
  const cancel = (): void => void desk.cancel(job);
  signal.addEventListener('abort', cancel);
  await follow(desk, job, language, print);
  signal.removeEventListener('abort', cancel);
  await desk.idle();
  return job.state === 'done' ? 0 : 1;
};
