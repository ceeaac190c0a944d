import { AskedEvidence, EVIDENCE_YEARS_MAX, PermitEvidence } from '@lagesbild/contract';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { checkOutlines } from '../zone/outline.ts';
import { ewktOf, presenceInside, recordedInside } from './permit-evidence.ts';
import type { PatrolOptions } from './routes.ts';

/** What an application for a permit rests on, where permits are: of an area that is recorded, or that is being drawn. */
export function permitEvidenceRoutes(app: RoomApp, { database, viewers }: PatrolOptions): void {
  app.post(
    '/api/:municipality/permit-areas/evidence',
    {
      schema: {
        tags: ['zones'],
        summary: 'What an application for ordningsvakter in an area rests on',
        description:
          'Recorded incidents by category and hour (of sources that whoever asks may see, without what police or partners found), what ' +
          'people said, the visits planned and made, and the actions tried there, for the days asked for. Counts of one to four are ' +
          'withheld. Nothing is stored but that it was taken out.',
        params: AreaAddress,
        body: AskedEvidence,
        response: { 200: PermitEvidence },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { name, outline: drawn, from, to } = request.body;
      if (from > to) throw new ProblemError('visit_days_reversed', { from, to });
      const limit = `${Number(to.slice(0, 4)) - EVIDENCE_YEARS_MAX}${to.slice(4)}`;
      if (from < limit) throw new ProblemError('evidence_long', { from, to, n: EVIDENCE_YEARS_MAX });
      const { of, presence } = await onPatrols(database, async (trx) => {
        await checkOutlines(trx, area, [{ name, outline: drawn }]);
        const of = { area, outline: await ewktOf(trx, drawn), from, to };
        return { of, presence: await presenceInside(trx, of) };
      });
      const hidden = await viewers.hiddenFrom(area.slug, request.person);
      const recorded = await recordedInside(database.knex, of, hidden);
      const told = { who: request.who, area: area.municipality_id, object: { kind: 'permit_area', name } };
      await database.record(database.knex, { ...told, act: 'evidence_taken_out', details: { from, to } });
      reply.header('cache-control', 'no-store');
      return { from, to, ...recorded, presence };
    },
  );
}
