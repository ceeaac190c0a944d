import type { Import, Language } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import { preferredLanguage } from '../language.ts';
import type { Desk } from './desk.ts';
import { findImport } from './history.ts';
import type { Job } from './job.ts';

export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language =>
  preferredLanguage(request.headers['accept-language']);

export type ImportAccess = ReturnType<typeof importAccess>;

/** Whose an import is, and who may see or settle it. */
export function importAccess({
  database,
  viewers,
  atDesk,
}: {
  database: Database;
  viewers: SourceViewers;
  atDesk: () => Promise<Desk>;
}) {
  /** What came from a source that the person may not see is for them as if it weren't there. */
  const isHidden = async (
    request: FastifyRequest,
    { municipality, source }: Pick<Job | Import, 'municipality' | 'source'>,
  ): Promise<boolean> =>
    municipality !== null && source !== null && (await viewers.hides(municipality, request.person, source.slug));
  /** A file that is on its way belongs to whoever sent it, and to those who load files where it goes. */
  const findMine = async (request: FastifyRequest, import_id: string): Promise<Job> => {
    const job = (await atDesk()).find(import_id);
    const { who } = job;
    if (who.kind === 'account' && who.account_id === request.person.account?.account_id)
      request.admittedAreas('import_files');
    else {
      request.admit('import_files', job.municipality);
      if (await isHidden(request, job)) throw new ProblemError('import_unknown', { id: import_id });
    }
    return job;
  };
  /** One that is over, or runs: it stands in the database, in its area. */
  const findStored = async (request: FastifyRequest, import_id: string): Promise<Import> => {
    const found = await findImport(database.knex, languageOf(request), import_id);
    request.admit('import_files', found.municipality);
    if (await isHidden(request, found)) throw new ProblemError('import_unknown', { id: import_id });
    return found;
  };
  /** Rows may only go where the person may load them; opening an area is a thing of its own. */
  const admitDestination = (
    request: FastifyRequest,
    { municipality, new_area }: Partial<Pick<Job, 'municipality' | 'new_area'>>,
  ): void => {
    if (municipality != null) request.admit('import_files', municipality);
    else if (new_area != null) request.admit('open_areas', null);
  };
  return { isHidden, findMine, findStored, admitDestination };
}
