import { existsSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '@lagesbild/contract';
import { failureInWords } from '../command.ts';
import { engineFolder } from '../db/embedded/prepared.ts';
import { sentence } from '../sentence.ts';
import { openBackup } from './backup.ts';
import './sentences.ts';

/**
 * An embedded database that can't be opened any more makes room for the one a backup is restored into, once the backup
 * has been found whole. It is kept: somebody may know how to mend it.
 *
 * @param args    of `restore`
 * @param reason  why the database couldn't be opened
 */
export async function setUnusableAside(
  { args, cwd, data_dir, language }: { args: readonly string[]; cwd: string; data_dir: string; language: Language },
  reason: Error,
  print: (line: string) => void,
): Promise<void> {
  const folder = engineFolder(data_dir);
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined || !existsSync(folder)) throw reason;
  await openBackup(resolve(cwd, file));
  const kept = `${folder}.unusable-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
  renameSync(folder, kept);
  print(sentence(language, 'restore_set_aside', { folder, kept, reason: failureInWords(language, reason) }));
}
