import { Health, Installation, LANGUAGES, SystemHealth } from '@lagesbild/contract';
import { AreaDataCache } from '../db/area-data.ts';
import { listMunicipalities } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { writesOf } from '../db/writes.ts';
import { preferredLanguage } from '../language.ts';
import type { Opening } from '../opening.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { VERSION } from '../version.ts';
import { Recent } from './recent.ts';
import { type Parts, systemHealth } from './system-health.ts';

interface Standing {
  opening: Opening;
  parts: Parts;
  viewers: SourceViewers;
  basemap: Installation['basemap'];
}

/** Health, and what the first page asks before it knows of any area. */
export async function installationRoom(
  app: RoomApp,
  { config, database, opening, parts, basemap, viewers }: RoomOptions & Standing,
): Promise<void> {
  const counted = new AreaDataCache();
  const state = new Recent(async () => ({
    all: await listMunicipalities(database.knex),
    writes: await writesOf(database),
  }));

  app.get(
    '/api/health',
    {
      schema: {
        tags: ['installation'],
        summary: 'Is it running, on what, and how new is its data?',
        description:
          'Answers 503 with the same shape while the database is opening or being restored (`starting`) or can’t be used (`failing`). ' +
          'Engine, data versions and what is wrong with a backup are told to those who may see an area.',
        response: { 200: Health, 503: Health },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const empty = { version: VERSION, writes: null, engine: null, data_versions: {}, backup: null };
      if (opening.state !== 'open' || database.standstill.now) {
        const status = opening.state === 'failed' ? ('failing' as const) : ('starting' as const);
        return reply
          .code(503)
          .header('retry-after', '1')
          .send({ status, ...empty });
      }
      try {
        const { all, writes } = await state.get();
        await request.introduce();
        const areas = request.admittedAreas('see_area');
        const seen = all.filter(({ slug }) => areas?.includes(slug) ?? true);
        const data_versions = Object.fromEntries(seen.map((row) => [row.slug, row.version]));
        const engine = areas?.length === 0 ? null : database.engine;
        const status = await parts.backups.status(preferredLanguage(request.headers['accept-language']));
        const backup = status && { ...status, problem: engine && status.problem }; // what went wrong may name a folder
        return { status: 'ok' as const, version: VERSION, writes, engine, data_versions, backup };
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer');
        return reply
          .code(503)
          .header('retry-after', '1')
          .send({ status: 'failing' as const, ...empty });
      }
    },
  );

  app.get(
    '/api/health/system',
    {
      schema: {
        tags: ['installation'],
        summary: 'How is the installation, and what should be seen to?',
        description: 'For administrators of the whole. Warnings come first what is most urgent, each with the way out.',
        response: { 200: SystemHealth },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return systemHealth(database, config, parts, preferredLanguage(request.headers['accept-language']));
    },
  );

  app.get(
    '/api/installation',
    {
      schema: {
        tags: ['installation'],
        summary: 'Which of one’s areas are here, which base map, which languages?',
        description: 'What the first page asks before it knows of any area. The default area comes first.',
        response: { 200: Installation },
      },
    },
    async (request, reply) => {
      const areas = request.admittedAreas('see_area');
      const all = (await listMunicipalities(database.knex)).filter(({ slug }) => areas?.includes(slug) ?? true);
      const municipalities = [];
      for (const row of all) {
        const { incidents, demonstration } = await counted.of(
          database,
          row,
          await viewers.hiddenFrom(row.slug, request.person),
        );
        municipalities.push({ slug: row.slug, names: row.names, incidents, demonstration });
      }
      reply.header('cache-control', 'private, no-cache');
      return {
        version: VERSION,
        default_municipality: all[0]?.slug ?? null,
        municipalities,
        basemap,
        languages: [...LANGUAGES],
      };
    },
  );
}
