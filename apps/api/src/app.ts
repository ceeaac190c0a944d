import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import Fastify, { LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { admitByPermission } from './account/admission.ts';
import { People } from './account/people.ts';
import { accountRoom } from './account/routes.ts';
import { actionRoom } from './action/routes.ts';
import { EvaluationSchedule } from './action/schedule.ts';
import { Exhibits } from './analysis/exhibit.ts';
import { analysisRoom } from './analysis/routes.ts';
import { areaCountRoom } from './area-count/routes.ts';
import { auditRoom } from './audit/routes.ts';
import { LogWatch } from './audit/watch.ts';
import { BackupSchedule } from './backup/schedule.ts';
import { chosenBasemap } from './basemap/choice.ts';
import { basemapRoom } from './basemap/routes.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { SourceViewers } from './db/source-viewers.ts';
import { disclosureRoom } from './disclosure/routes.ts';
import { handleErrors, sendProblem } from './errors.ts';
import { FlagDesk } from './flag/desk.ts';
import { flagRoom } from './flag/routes.ts';
import { harmWeightRoom } from './harm-weight/routes.ts';
import { protectPages } from './headers.ts';
import { importRoom } from './import/routes.ts';
import { incidentRoom } from './incident/routes.ts';
import { IncidentStores, type Incidents } from './incident/store.ts';
import { describeApi } from './installation/openapi.ts';
import { installationRoom } from './installation/routes.ts';
import { logOptions } from './log.ts';
import { moderationRoom } from './moderation/routes.ts';
import { municipalityRoom } from './municipality/routes.ts';
import { open311Room } from './open311/routes.ts';
import { answerWhileOpening, openingOf } from './opening.ts';
import { pageRoom } from './page/routes.ts';
import { partGently } from './parting.ts';
import { patrolRoom } from './patrol/routes.ts';
import { perceptionRoom } from './perception/routes.ts';
import { populationRoom } from './population/routes.ts';
import { shedLoad } from './pressure.ts';
import { publicationRoom } from './publication/routes.ts';
import { ReleaseSchedule } from './publication/schedule.ts';
import { ReleaseWorks } from './publication/works.ts';
import { Allowances, limitAccounts, limitStrangers } from './rate-limit.ts';
import { retentionRoom } from './retention/routes.ts';
import { RetentionSchedule } from './retention/schedule.ts';
import type { RoomApp, RoomOptions } from './room.ts';
import { sourceRoom } from './source/routes.ts';
import { tileRoom } from './tile/routes.ts';
import { answerUnreadable, refusePackedBodies } from './unreadable.ts';
import { admitOwnPagesOnly } from './visitor.ts';
import { walkRoom } from './walk/routes.ts';
import { zoneRoom } from './zone/routes.ts';
import { zoneProposalRoom } from './zone-proposal/routes.ts';

export interface AppOptions {
  config: Config;
  /** Open, or still opening: until it is, data routes answer 503 `starting` and pages are served. */
  database: Database | Promise<Database>;
  /** Rows that come from elsewhere than the database (a bench). */
  incidents?: Incidents;
  /** Who is who, known from elsewhere than the database (a bench). */
  people?: People;
  /** The built web app, if it isn't in apps/web/dist. */
  web_folder?: string;
  /** Hears, in a sentence, of settings that had to be set aside; the log by default. */
  onTrouble?: (sentence: string) => void;
}

const BODY_MAX_BYTES = 1024 * 1024; // uploads have their own limit, on their own route
const REQUEST_RECEIVED_MS = 30_000; // a body that drips in slower is cut off; uploads drip by the chunk
const HANDLER_MS = 60_000; // far past the database's own deadline: a net, not a rule

/** The whole api and the pages in front of it, not yet listening. */
export async function buildApp({ config, database, ...given }: AppOptions): Promise<RoomApp> {
  const app: RoomApp = Fastify({
    logger: logOptions(config.log_level),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_RECEIVED_MS,
    handlerTimeout: HANDLER_MS,
    forceCloseConnections: 'idle',
    trustProxy: config.trust_proxy ?? false,
    // A second parameter of the same name is kept: the filter refuses it by name instead of picking one.
    routerOptions: { maxParamLength: 200, querystringParser: (text) => parsedQuery(text) },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: answerUnreadable,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  partGently(app.server);

  const opening = openingOf(database);
  const room: RoomOptions = { config, database: opening.database, opened: opening.opened };
  const people = given.people ?? new People(room.database, room.opened);
  const viewers = new SourceViewers(room.database, room.opened); // who may not see which sources
  const incidents = given.incidents ?? new IncidentStores({ ...room, viewers, log: app.log }); // the columns, in threads beside this one

  const backups = new BackupSchedule(config, (sentence) => app.log.error(sentence)); // if BACKUP_DIR asks for them
  const retention = new RetentionSchedule(config, (sentence) => app.log.error(sentence)); // what is too old, once a day
  const works = new ReleaseWorks((sentence) => app.log.error(sentence)); // releases being made, in a thread beside this one
  const releases = new ReleaseSchedule(works, (sentence) => app.log.error(sentence)); // what is due to be public, once a day
  const evaluations = new EvaluationSchedule(
    { incidents, exhibits: new Exhibits(room.database, app.log) },
    (sentence) => app.log.error(sentence),
  ); // actions whose follow-up is here, once a day
  const log = new LogWatch(config, (sentence) => app.log.error(sentence)); // who did what, and whether it is whole
  opening.opened
    .then((open) => {
      for (const one of [backups, retention, releases, evaluations, log]) one.start(open);
    })
    .catch(() => {}); // without a database there is nothing to save
  const onTrouble = given.onTrouble ?? ((sentence: string) => app.log.warn(sentence));
  const basemap = await chosenBasemap(config.basemap, onTrouble);
  const desk = new FlagDesk(room, (error) => app.log.error({ err: error }, 'counts were not stored')); // what residents send

  // Before any room: which pages may ask, what they may load, when we are too busy, while the database opens, how
  // much is too much, and who may what.
  protectPages(app, config, basemap.described);
  admitOwnPagesOnly(app, config);
  refusePackedBodies(app);
  const load = shedLoad(app);
  answerWhileOpening(app, opening);
  await app.register(cookie);
  const allowances = new Allowances();
  limitStrangers(app, allowances);
  admitByPermission(app, config, people);
  limitAccounts(app, allowances);
  await app.register(compress, {
    customTypes: /^(application\/(geo\+|problem\+)?json|text\/(csv|html))/,
    threshold: 2048,
    globalDecompression: false,
  });
  await describeApi(app);

  // The rooms, in the order a newcomer meets them.
  const parts = { backups, log, load };
  await installationRoom(app, { ...room, opening, parts, viewers, basemap: basemap.described }); // health, and what runs here
  await accountRoom(app, { ...room, people }); // who somebody is: sessions, accounts, organisations
  await auditRoom(app, { ...room, log }); // who did what
  await municipalityRoom(app, { ...room, viewers }); // the area and its places
  await flagRoom(app, { ...room, desk }); // what residents tell about places, and how they hear of it again
  await open311Room(app, { config, database: room.database, desk }); // the same for other systems: GeoReport v2
  await sourceRoom(app, { ...room, viewers, renewed: (area) => incidents.renewed(area) }); // where rows come from: on what ground, shown to whom
  await retentionRoom(app, room); // how long what is kept
  await importRoom(app, { ...room, viewers }); // files on their way in, and taken back
  await populationRoom(app, room); // how many live where
  await harmWeightRoom(app, { ...room, renewed: (area) => incidents.renewed(area) }); // how much each category weighs when harm is counted
  await areaCountRoom(app, { ...room, viewers }); // counts that came as counts
  await incidentRoom(app, { ...room, viewers, incidents }); // columns, tallies, one incident, files of them
  await disclosureRoom(app, { ...room, viewers, incidents }); // some of them given out to whoever asks, or refused
  await moderationRoom(app, room); // what residents sent: published, merged, rejected, asked about, answered
  await patrolRoom(app, { ...room, viewers }); // who is out: units, visits as planned and as made
  await actionRoom(app, { ...room, incidents }); // what is done about places, whether it worked, and what of it is public
  await perceptionRoom(app, room); // what people say of places: reports, meetings, surveys
  await walkRoom(app, room); // safety walks: where one goes, what is seen, who sees to it
  await zoneRoom(app, { database: room.database, data_dir: config.data_dir }); // where presence is planned, and where it may be
  await analysisRoom(app, { ...room, incidents }); // what methods say of them, densities among them
  await zoneProposalRoom(app, { ...room, incidents }); // where zones would pay most, and how an area is shared out among them
  await tileRoom(app, { ...room, incidents }); // the same as vector tiles
  const share = await publicationRoom(app, { ...room, works }); // what of it everybody may see: releases
  await basemapRoom(app, basemap); // the operator's own map, if there is one
  const { resident } = config;
  await pageRoom(app, { folder: given.web_folder, resident, basemap: basemap.described, share, onTrouble }); // the built web app, and what isn't there

  app.addHook('onClose', async () => {
    backups.stop();
    retention.stop();
    releases.stop();
    evaluations.stop();
    await works.close();
    await incidents.close();
    await desk.close();
    await opening.opened
      .then(async (open) => {
        await log.stop(open);
        await open.close();
      })
      .catch(() => {});
  });
  return app;
}

function parsedQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}
