import { ProblemError } from '../errors.ts';
import type { Job } from './job.ts';
import { reasonSaid, type Survey } from './reading/reading.ts';
import './sentences.ts';

export const notWaiting = (job: Job): ProblemError =>
  new ProblemError('import_not_waiting', { file: job.file_name, state: job.state });

/**
 * What will be loaded, when all is settled.
 * @throws {ProblemError} import_not_waiting, import_not_ready, import_unusable, and what is wrong with how it is read
 */
export function readyToLoad(job: Job): { file: NonNullable<Job['file']>; survey: Survey | null } {
  if (job.state !== 'waiting') throw notWaiting(job);
  const { file_name: file } = job;
  if (job.fault) throw new ProblemError(job.fault.code, job.fault.params);
  if (job.mapping === null || job.source === null || job.file === null)
    throw new ProblemError('import_not_ready', { file, missing: { say: 'missing_mapping' } });
  if (job.municipality === null && job.new_area === null)
    throw new ProblemError('import_not_ready', { file, missing: { say: 'missing_area' } });
  const survey = job.surveyed?.survey ?? null;
  if (survey?.usable === 0) {
    const [reason = ''] = mostCommon({ ...survey.rejected, ...survey.skipped });
    throw new ProblemError('import_unusable', { file, reason: reasonSaid(reason) });
  }
  return { file: job.file, survey };
}

const mostCommon = (counts: Record<string, number>): string[] =>
  Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .map(([reason]) => reason);
