import { ROLES, type Role } from '@lagesbild/contract';
import type { Act } from '../audit/acts.ts';

/**
 * The one table of who may do what. The check before every route, the security section of the api's description, the test
 * of every route with every role, the page's own buttons and docs/roles.md are made from it.
 *
 * A route that stands nowhere in it keeps the program from starting: to add a route, add its line here.
 */
export interface Permission {
  /** What it lets a person do; `may_…` says the same in their language. */
  does: string;
  /**
   * The roles that have it; `everybody` is also those without an account, `signed_in` every account. `unit`: a patrol's phone, by the
   * unit's own key and nothing else; it may nothing besides.
   */
  who: 'everybody' | 'signed_in' | 'unit' | readonly Role[];
  /**
   * Where the role must be held. `area`: in the municipality that the address names. `object`: in the one that the object
   * belongs to; the route finds it out and calls `request.admit`. `everywhere`: for the whole installation.
   */
  where: 'area' | 'object' | 'everywhere';
  routes: readonly string[];
  /** What a route leaves in the log, if it changes something or takes it out; or in a sentence why it leaves nothing. */
  records?: Readonly<Record<string, readonly Act[] | string>>;
  /** Also on an installation that nobody has claimed and that strangers can reach. */
  unclaimed?: true;
}

const STAFF = ROLES;
const EXCEPT_MODERATOR = ROLES.filter((role) => role !== 'moderator');

export const PERMISSIONS = {
  open_pages: {
    does: 'open the pages, which hold no data by themselves, and the description of the api',
    who: 'everybody',
    where: 'everywhere',
    unclaimed: true,
    routes: [
      'GET /',
      'GET /login',
      'GET /login/sso',
      'GET /tillganglighet',
      'GET /metoder',
      'GET /:municipality',
      'GET /:municipality/inbaddad',
      'GET /:municipality/karta',
      'GET /:municipality/antal',
      'GET /:municipality/underlag',
      'GET /:municipality/underlag/*',
      'GET /:municipality/granska',
      'GET /:municipality/zoner',
      'GET /:municipality/atgarder',
      'GET /:municipality/dialog',
      'GET /:municipality/atgarder/*',
      'GET /:municipality/installningar',
      'GET /:municipality/installningar/*',
      'GET /:municipality/zoner/plan',
      'GET /:municipality/besok',
      'GET /:municipality/besok-offline.js',
      'GET /:municipality/plats',
      'GET /:municipality/plats/kvitto',
      'GET /:municipality/plats-offline.js',
      'GET /:municipality/plats.webmanifest',
      'GET /:municipality/dialog-offline.js',
      'GET /api/installation/resident',
      'GET /api/installation/resident/:language',
      'GET /api/openapi.json',
      'GET /api/docs/*',
    ],
  },
  see_health: {
    does: 'see whether it is running',
    who: 'everybody',
    where: 'everywhere',
    unclaimed: true,
    routes: ['GET /api/health'],
  },
  see_basemap: {
    does: 'see the map underneath',
    who: 'everybody',
    where: 'everywhere',
    unclaimed: true,
    routes: ['GET /basemap/tiles.pmtiles'],
  },
  sign_in: {
    does: 'sign in and out, use a one-time link, and ask who one is',
    who: 'everybody',
    where: 'everywhere',
    unclaimed: true,
    routes: [
      'GET /api/session',
      'POST /api/session',
      'DELETE /api/session',
      'POST /api/session/demonstration',
      'POST /api/session/passkey/start',
      'POST /api/session/passkey',
      'POST /api/session/passkey/first',
      'POST /api/session/sso/start',
      'POST /api/session/sso',
      'POST /api/session/sso/ended',
      'POST /api/claim',
      'POST /api/link',
      'POST /api/link/use',
    ],
    records: {
      'POST /api/session': ['signed_in', 'sign_in_failed'],
      'DELETE /api/session': ['signed_out'],
      'POST /api/session/demonstration': ['role_tried'],
      'POST /api/session/passkey/start': 'only asks for a key',
      'POST /api/session/passkey': ['signed_in'],
      'POST /api/session/passkey/first': ['passkey_added', 'signed_in'],
      'POST /api/session/sso/start': 'only asks where to sign in',
      'POST /api/session/sso': ['signed_in', 'roles_changed', 'account_invited', 'issuer_connected'],
      'POST /api/session/sso/ended': ['issuer_ended'],
      'POST /api/claim': ['installation_claimed', 'signed_in'],
      'POST /api/link': 'only tells what a link is for',
      'POST /api/link/use': ['password_set', 'passkeys_ended', 'signed_in'],
    },
  },
  see_installation: {
    does: 'see which of one’s areas are here',
    who: 'signed_in',
    where: 'everywhere',
    routes: ['GET /api/installation'],
  },
  keep_own_account: {
    does: 'see and end one’s own sessions, change one’s own password and name, read what one did',
    who: 'signed_in',
    where: 'everywhere',
    routes: [
      'PATCH /api/account',
      'PUT /api/account/password',
      'GET /api/account/ways',
      'DELETE /api/account/sso',
      'POST /api/account/passkeys/start',
      'POST /api/account/passkeys',
      'PATCH /api/account/passkeys/:passkey_id',
      'DELETE /api/account/passkeys/:passkey_id',
      'PUT /api/account/second-factor',
      'GET /api/account/sessions',
      'GET /api/account/log',
      'DELETE /api/account/sessions/:session_id',
    ],
    records: {
      'PATCH /api/account': ['account_renamed'],
      'PUT /api/account/password': ['password_changed', 'password_removed'],
      'DELETE /api/account/sso': ['issuer_disconnected'],
      'POST /api/account/passkeys/start': 'only asks for a key',
      'POST /api/account/passkeys': ['passkey_added'],
      'PATCH /api/account/passkeys/:passkey_id': 'what somebody calls a key of their own, which nobody else sees',
      'DELETE /api/account/passkeys/:passkey_id': ['passkey_removed'],
      'PUT /api/account/second-factor': ['second_factor_on', 'second_factor_off'],
      'DELETE /api/account/sessions/:session_id': ['session_ended'],
    },
  },
  flag_places: {
    does: 'tell about a place, and hear what became of it',
    who: 'everybody',
    where: 'area',
    routes: [
      'GET /api/:municipality/flags/form',
      'POST /api/:municipality/flags',
      'POST /api/:municipality/flags/work',
      'GET /api/:municipality/flags/answered',
      'POST /api/:municipality/receipts/look',
      'POST /api/:municipality/receipts/answer',
      'POST /api/:municipality/receipts/delete',
    ],
    records: {
      'POST /api/:municipality/flags': 'nothing may lead from a flag to a moment',
      'POST /api/:municipality/flags/work': 'nothing is kept of a task',
      'POST /api/:municipality/receipts/look': 'only asks',
      'POST /api/:municipality/receipts/answer': 'nothing may lead from a flag to a moment',
      'POST /api/:municipality/receipts/delete': 'nothing may lead from a flag to a moment',
    },
  },
  use_open311: {
    does: 'the same by Open311, from other systems and apps',
    who: 'everybody',
    where: 'everywhere',
    routes: [
      'GET /open311/v2/discovery.:format',
      'GET /open311/v2/services.:format',
      'GET /open311/v2/services/:service_code.:format',
      'GET /open311/v2/requests.:format',
      'POST /open311/v2/requests.:format',
      'GET /open311/v2/requests/:service_request_id.:format',
      'GET /open311/v2/tokens/:token.:format',
    ],
    records: { 'POST /open311/v2/requests.:format': 'nothing may lead from a flag to a moment' },
  },
  set_up_flags: {
    does: 'decide what the page for residents says and takes',
    who: ['administrator'],
    where: 'area',
    routes: ['GET /api/:municipality/flags/setting', 'PUT /api/:municipality/flags/setting'],
    records: { 'PUT /api/:municipality/flags/setting': ['flags_set_up'] },
  },
  see_area: {
    does: 'see an area, its places, categories, sources and agreements',
    who: STAFF,
    where: 'area',
    routes: ['GET /api/:municipality', 'GET /api/:municipality/places'],
  },
  see_incidents: {
    does: 'see incidents: on the map, counted, as a surface, one by one',
    who: EXCEPT_MODERATOR,
    where: 'area',
    routes: [
      'GET /api/:municipality/incidents/columns',
      'GET /api/:municipality/incidents/tally',
      'GET /api/:municipality/incidents/list',
      'GET /api/:municipality/analysis/density',
      'GET /api/:municipality/analysis/gistar',
      'GET /api/:municipality/analysis/emerging',
      'GET /api/:municipality/analysis/moran',
      'GET /api/:municipality/analysis/clusters',
      'GET /api/:municipality/analysis/near-repeat',
      'GET /api/:municipality/analysis/hours',
      'GET /api/:municipality/analysis/compare',
      'GET /api/:municipality/analysis/trend',
      'GET /api/:municipality/analysis/harm',
      'GET /api/:municipality/analysis/accuracy',
      'GET /api/:municipality/analysis/hexagons',
      'GET /api/:municipality/analysis/bandwidth',
      'GET /api/:municipality/analysis/action',
      'GET /api/:municipality/exhibits',
      'GET /api/:municipality/exhibits/:exhibit_id',
      'GET /api/:municipality/incidents/:incident_id',
      'GET /api/:municipality/area-counts',
      'GET /api/:municipality/area-counts/:source_id',
      'GET /tiles/:municipality/incidents/:z/:x/:y.mvt',
      'GET /tiles/:municipality/incidents.json',
    ],
  },
  see_gaps: {
    does: 'see where what people feel and what is recorded differ',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: ['GET /api/:municipality/analysis/gap-map'],
  },
  see_perception: {
    does: 'see what people say of places: flags without who sent them, dialogues, surveys, and what wasn’t reported',
    who: ['analyst', 'coordinator', 'moderator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/perception',
      'GET /api/:municipality/analysis/silence',
      'GET /api/:municipality/dialogues',
      'GET /api/:municipality/dialogues/:dialogue_id',
      'GET /api/:municipality/surveys',
    ],
  },
  record_dialogues: {
    does: 'record dialogues and what surveys found, by hand or from files',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: [
      'POST /api/:municipality/dialogues',
      'PUT /api/:municipality/dialogues/:dialogue_id',
      'DELETE /api/:municipality/dialogues/:dialogue_id',
      'POST /api/:municipality/dialogues/import',
      'POST /api/:municipality/surveys',
      'DELETE /api/:municipality/surveys/:survey_id',
      'POST /api/:municipality/surveys/import',
    ],
    records: {
      'POST /api/:municipality/dialogues': ['dialogue_recorded'],
      'PUT /api/:municipality/dialogues/:dialogue_id': ['dialogue_changed'],
      'DELETE /api/:municipality/dialogues/:dialogue_id': ['dialogue_removed'],
      'POST /api/:municipality/dialogues/import': ['dialogues_imported'],
      'POST /api/:municipality/surveys': ['survey_recorded'],
      'DELETE /api/:municipality/surveys/:survey_id': ['survey_removed'],
      'POST /api/:municipality/surveys/import': ['surveys_imported'],
    },
  },
  see_zones: {
    does: 'see patrol zones, their plans and the areas of permits',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/zone-plans',
      'GET /api/:municipality/zone-plans/:plan_id',
      'GET /api/:municipality/zone-plans/:plan_id/versions',
      'GET /api/:municipality/zone-plans/:plan_id/versions/:version',
      'GET /api/:municipality/zone-plans/:plan_id/difference',
      'GET /api/:municipality/zone-plans/:plan_id/zones.geojson',
      'GET /api/:municipality/zone-plans/:plan_id/zones.gpx',
      'GET /api/:municipality/zone-plans/:plan_id/zones.kml',
      'GET /api/:municipality/permit-areas',
    ],
    records: {
      'GET /api/:municipality/zone-plans': ['zone_plans_seen'],
      'GET /api/:municipality/zone-plans/:plan_id': ['zones_seen'],
      'GET /api/:municipality/zone-plans/:plan_id/versions': ['zone_plans_seen'],
      'GET /api/:municipality/zone-plans/:plan_id/versions/:version': ['zones_seen'],
      'GET /api/:municipality/zone-plans/:plan_id/difference': ['zones_seen'],
      'GET /api/:municipality/zone-plans/:plan_id/zones.geojson': ['zones_taken_out'],
      'GET /api/:municipality/zone-plans/:plan_id/zones.gpx': ['zones_taken_out'],
      'GET /api/:municipality/zone-plans/:plan_id/zones.kml': ['zones_taken_out'],
      'GET /api/:municipality/permit-areas': ['permits_seen'],
    },
  },
  draw_zones: {
    does: 'draw patrol zones, have them proposed, save and publish plans, keep the areas of permits',
    who: ['coordinator', 'administrator'],
    where: 'area',
    routes: [
      'POST /api/:municipality/zone-plans',
      'PATCH /api/:municipality/zone-plans/:plan_id',
      'DELETE /api/:municipality/zone-plans/:plan_id',
      'POST /api/:municipality/zone-plans/:plan_id/versions',
      'POST /api/:municipality/zone-plans/:plan_id/publish',
      'POST /api/:municipality/zones/buffer',
      'POST /api/:municipality/zones/read',
      'POST /api/:municipality/permit-areas',
      'GET /api/:municipality/zone-proposals/covering',
      'GET /api/:municipality/zone-proposals/balanced',
      'PUT /api/:municipality/permit-areas/:permit_id',
      'DELETE /api/:municipality/permit-areas/:permit_id',
    ],
    records: {
      'POST /api/:municipality/zone-plans': ['zone_plan_made'],
      'PATCH /api/:municipality/zone-plans/:plan_id': ['zone_plan_renamed'],
      'DELETE /api/:municipality/zone-plans/:plan_id': ['zone_plan_removed'],
      'POST /api/:municipality/zone-plans/:plan_id/versions': ['zones_saved'],
      'POST /api/:municipality/zone-plans/:plan_id/publish': ['zones_published'],
      'POST /api/:municipality/zones/buffer': 'only asks: nothing is stored',
      'POST /api/:municipality/zones/read': 'nothing of the file is stored',
      'POST /api/:municipality/permit-areas': ['permit_recorded'],
      'PUT /api/:municipality/permit-areas/:permit_id': ['permit_changed'],
      'DELETE /api/:municipality/permit-areas/:permit_id': ['permit_removed'],
    },
  },
  see_visits: {
    does: 'see which visits are planned and which were made, by unit',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/units',
      'GET /api/:municipality/visit-plans/:plan_id',
      'GET /api/:municipality/visit-plans/:plan_id/visits.ics',
      'GET /api/:municipality/visits',
      'GET /api/:municipality/zones/:zone_id/card',
      'GET /api/:municipality/zones/:zone_id/evidence.csv',
    ],
    records: {
      'GET /api/:municipality/visit-plans/:plan_id': ['visits_read'],
      'GET /api/:municipality/visit-plans/:plan_id/visits.ics': ['visits_taken_out'],
      'GET /api/:municipality/visits': ['ledger_read'],
      'GET /api/:municipality/zones/:zone_id/card': ['card_read'],
      'GET /api/:municipality/zones/:zone_id/evidence.csv': ['evidence_taken_out'],
    },
  },
  plan_visits: {
    does: 'plan visits to patrol zones',
    who: ['coordinator', 'administrator'],
    where: 'area',
    routes: ['PUT /api/:municipality/visit-plans/:plan_id'],
    records: {
      'PUT /api/:municipality/visit-plans/:plan_id': ['visits_planned'],
    },
  },
  log_visits: {
    does: 'write down visits for a unit; a unit does it itself by its own key',
    who: ['coordinator', 'administrator'],
    where: 'area',
    routes: ['POST /api/:municipality/visits', 'DELETE /api/:municipality/visits/:visit_id'],
    records: {
      'POST /api/:municipality/visits': ['visit_logged'],
      'DELETE /api/:municipality/visits/:visit_id': ['visit_removed'],
    },
  },
  set_up_units: {
    does: 'set up units of at least five, and give them a key',
    who: ['coordinator', 'administrator'],
    where: 'area',
    routes: [
      'POST /api/:municipality/units',
      'PATCH /api/:municipality/units/:unit_id',
      'POST /api/:municipality/units/:unit_id/credential',
      'POST /api/:municipality/units/:unit_id/close',
    ],
    records: {
      'POST /api/:municipality/units': ['unit_added'],
      'PATCH /api/:municipality/units/:unit_id': ['unit_changed'],
      'POST /api/:municipality/units/:unit_id/credential': ['unit_key_made'],
      'POST /api/:municipality/units/:unit_id/close': ['unit_closed'],
    },
  },
  enter_as_unit: {
    does: 'come in as a unit, by its key',
    who: 'everybody',
    where: 'area',
    routes: ['POST /api/:municipality/unit/session'],
    records: { 'POST /api/:municipality/unit/session': ['unit_entered'] },
  },
  act_as_unit: {
    does: 'see what is planned for the unit, and log its visits',
    who: 'unit',
    where: 'area',
    routes: [
      'GET /api/:municipality/unit',
      'POST /api/:municipality/unit/visits',
      'DELETE /api/:municipality/unit/session',
    ],
    records: {
      'POST /api/:municipality/unit/visits': ['visit_logged'],
      'DELETE /api/:municipality/unit/session': ['unit_left'],
    },
  },
  take_out_incidents: {
    does: 'take incidents out as a file',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/incidents/export.csv',
      'GET /api/:municipality/incidents/export.geojson',
      'GET /api/:municipality/incidents/area-counts.csv',
      'GET /api/:municipality/area-counts/:source_id/export.csv',
    ],
    records: {
      'GET /api/:municipality/incidents/export.csv': ['incidents_taken_out'],
      'GET /api/:municipality/incidents/export.geojson': ['incidents_taken_out'],
      'GET /api/:municipality/incidents/area-counts.csv': ['area_counts_taken_out'],
      'GET /api/:municipality/area-counts/:source_id/export.csv': ['area_counts_taken_out'],
    },
  },
  see_imports: {
    does: 'see what has been loaded, when and by which file',
    who: EXCEPT_MODERATOR,
    where: 'area',
    routes: ['GET /api/:municipality/imports'],
  },
  import_files: {
    does: 'load files of incidents and take them back',
    who: ['analyst', 'administrator'],
    where: 'object',
    routes: [
      'POST /api/imports',
      'GET /api/imports/:import_id',
      'PATCH /api/imports/:import_id',
      'POST /api/imports/:import_id/run',
      'POST /api/imports/:import_id/cancel',
      'GET /api/imports/:import_id/progress',
      'GET /api/imports/:import_id/rejections.csv',
      'DELETE /api/:municipality/imports/:import_id',
    ],
    records: {
      'POST /api/imports': 'nothing is stored before it runs',
      'PATCH /api/imports/:import_id': 'nothing is stored before it runs',
      'POST /api/imports/:import_id/run': ['import_done', 'area_added'],
      'POST /api/imports/:import_id/cancel': 'nothing of it stays',
      'GET /api/imports/:import_id/rejections.csv': ['rejections_taken_out'],
      'DELETE /api/:municipality/imports/:import_id': ['import_undone'],
    },
  },
  switch_sources: {
    does: 'show or hide everything from a source, record its lawful basis and who may see it',
    who: ['administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/sources',
      'PATCH /api/:municipality/sources/:source_id',
      'PUT /api/:municipality/sources/:source_id/basis',
      'PUT /api/:municipality/sources/:source_id/viewers',
    ],
    records: {
      'PATCH /api/:municipality/sources/:source_id': ['source_shown', 'source_hidden'],
      'PUT /api/:municipality/sources/:source_id/basis': ['basis_recorded'],
      'PUT /api/:municipality/sources/:source_id/viewers': ['source_limited', 'source_unlimited'],
    },
  },
  disclose_incidents: {
    does: 'give incidents and perception reports out to whoever asks for them, or refuse to, and see what has been given',
    who: ['administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/disclosures',
      'POST /api/:municipality/disclosures/preview',
      'POST /api/:municipality/disclosures',
      'GET /api/:municipality/disclosures/:disclosure_id/file',
    ],
    records: {
      'POST /api/:municipality/disclosures/preview':
        'nothing is given: counts, first lines, and free text for whoever has to read it',
      'POST /api/:municipality/disclosures': ['disclosure_made', 'disclosure_refused'],
      'GET /api/:municipality/disclosures/:disclosure_id/file': ['disclosure_fetched'],
    },
  },
  moderate_flags: {
    does: 'read what residents send; publish, merge, reject, ask and answer',
    who: ['moderator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/moderation',
      'GET /api/:municipality/moderation/flags/:flag_id',
      'POST /api/:municipality/moderation/decisions',
      'POST /api/:municipality/moderation/undo',
      'GET /api/:municipality/moderation/presence',
      'PUT /api/:municipality/moderation/presence',
    ],
    records: {
      'POST /api/:municipality/moderation/decisions': [
        'flag_published',
        'flag_held',
        'flag_rejected',
        'flag_merged',
        'flag_asked',
        'flag_answered',
      ],
      'POST /api/:municipality/moderation/undo': ['flag_decision_undone'],
      'PUT /api/:municipality/moderation/presence': 'what somebody looks at now is kept nowhere',
    },
  },
  see_actions: {
    does: 'see what is done about places, and what is promised',
    who: ['analyst', 'coordinator', 'moderator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/actions',
      'GET /api/:municipality/actions/kinds',
      'GET /api/:municipality/actions/calendar.ics',
      'GET /api/:municipality/pledges',
    ],
  },
  see_action_files: {
    does: 'see what is noted and attached of actions, what could be seen of them, and what their evaluation found',
    who: ['analyst', 'coordinator', 'administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/actions/:action_id/file',
      'GET /api/:municipality/actions/:action_id/foreseen',
      'GET /api/:municipality/actions/:action_id/attachments/:attachment_id',
    ],
  },
  manage_actions: {
    does: 'write and approve actions and pledges, and withdraw what is public of them',
    who: ['coordinator', 'moderator', 'administrator'],
    where: 'area',
    routes: [
      'POST /api/:municipality/actions',
      'PATCH /api/:municipality/actions/:action_id',
      'POST /api/:municipality/actions/:action_id/approve',
      'POST /api/:municipality/actions/:action_id/withdraw',
      'POST /api/:municipality/pledges',
      'PATCH /api/:municipality/pledges/:pledge_id',
      'POST /api/:municipality/pledges/:pledge_id/approve',
      'POST /api/:municipality/pledges/:pledge_id/withdraw',
    ],
    records: {
      'POST /api/:municipality/pledges': ['pledge_made'],
      'PATCH /api/:municipality/pledges/:pledge_id': ['pledge_changed'],
      'POST /api/:municipality/pledges/:pledge_id/approve': ['pledge_approved'],
      'POST /api/:municipality/pledges/:pledge_id/withdraw': ['pledge_withdrawn'],
      'POST /api/:municipality/actions': ['action_made'],
      'PATCH /api/:municipality/actions/:action_id': ['action_changed'],
      'POST /api/:municipality/actions/:action_id/approve': ['action_approved', 'action_published'],
      'POST /api/:municipality/actions/:action_id/withdraw': ['action_withdrawn'],
    },
  },
  work_on_actions: {
    does: 'work on actions: say what is expected, register, note, attach, amend and evaluate',
    who: ['coordinator', 'administrator'],
    where: 'area',
    routes: [
      'PATCH /api/:municipality/actions/:action_id/work',
      'GET /api/:municipality/actions/:action_id/controls',
      'POST /api/:municipality/actions/:action_id/register',
      'POST /api/:municipality/actions/:action_id/amend',
      'POST /api/:municipality/actions/:action_id/survey',
      'POST /api/:municipality/actions/:action_id/evaluate',
      'POST /api/:municipality/actions/:action_id/notes',
      'POST /api/:municipality/actions/:action_id/attachments',
      'DELETE /api/:municipality/actions/:action_id/attachments/:attachment_id',
    ],
    records: {
      'PATCH /api/:municipality/actions/:action_id/work': ['action_work_changed'],
      'POST /api/:municipality/actions/:action_id/register': ['action_registered'],
      'POST /api/:municipality/actions/:action_id/amend': ['action_amended'],
      'POST /api/:municipality/actions/:action_id/survey': ['action_work_changed'],
      'POST /api/:municipality/actions/:action_id/evaluate': ['action_evaluated'],
      'POST /api/:municipality/actions/:action_id/notes': ['action_noted'],
      'POST /api/:municipality/actions/:action_id/attachments': ['action_attached'],
      'DELETE /api/:municipality/actions/:action_id/attachments/:attachment_id': ['action_detached'],
    },
  },
  manage_retention: {
    does: 'say how long rows are kept, by whose decision, and see what has gone',
    who: ['administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/retention',
      'PUT /api/:municipality/retention/:subject',
      'DELETE /api/:municipality/retention/:subject',
    ],
    records: {
      'PUT /api/:municipality/retention/:subject': ['retention_set'],
      'DELETE /api/:municipality/retention/:subject': ['retention_lifted'],
    },
  },
  manage_installation_retention: {
    does: 'say how long closed accounts and the installation’s own log are kept, and by whose decision',
    who: ['administrator'],
    where: 'everywhere',
    routes: [
      'GET /api/installation/retention',
      'PUT /api/installation/retention/:subject',
      'DELETE /api/installation/retention/:subject',
    ],
    records: {
      'PUT /api/installation/retention/:subject': ['retention_set'],
      'DELETE /api/installation/retention/:subject': ['retention_lifted'],
    },
  },
  see_released: {
    does: 'see what has been released of an area',
    who: 'everybody',
    where: 'everywhere',
    routes: [
      'GET /release/:municipality/index.json',
      'GET /release/:municipality/actions.json',
      'GET /release/:municipality/:release/:file',
    ],
  },
  release_to_public: {
    does: 'make the releases that are due, try the attacks on those there are, and withdraw one',
    who: ['administrator'],
    where: 'area',
    routes: [
      'GET /api/:municipality/releases',
      'GET /api/:municipality/releases/work',
      'GET /api/:municipality/releases/work/progress',
      'POST /api/:municipality/releases',
      'POST /api/:municipality/releases/check',
      'POST /api/:municipality/releases/:release/withdraw',
    ],
    records: {
      'POST /api/:municipality/releases': ['release_made'],
      'POST /api/:municipality/releases/check': 'it tries what an attacker would, and changes nothing',
      'POST /api/:municipality/releases/:release/withdraw': ['release_withdrawn'],
    },
  },
  open_areas: {
    does: 'open a new area by the first file that lies there, or load the demonstration',
    who: ['administrator'],
    where: 'everywhere',
    routes: ['POST /api/demonstration'],
    records: { 'POST /api/demonstration': ['import_done'] },
  },
  read_log: {
    does: 'read who did what in one’s areas, and take it out as a file',
    who: ['administrator'],
    where: 'object',
    routes: ['GET /api/audit', 'GET /api/audit/export.csv'],
    records: { 'GET /api/audit/export.csv': ['log_taken_out'] },
  },
  see_system: {
    does: 'see how the installation is: engine, backups, room, load, and what should be seen to',
    who: ['administrator'],
    where: 'everywhere',
    routes: ['GET /api/health/system'],
  },
  check_log: {
    does: 'check whether the log is what was recorded',
    who: ['administrator'],
    where: 'everywhere',
    routes: ['GET /api/audit/verdict'],
  },
  manage_accounts: {
    does: 'invite people, give and take roles in one’s areas, deactivate accounts',
    who: ['administrator'],
    where: 'object',
    routes: [
      'GET /api/accounts',
      'POST /api/accounts',
      'PATCH /api/accounts/:account_id',
      'PUT /api/accounts/:account_id/roles',
      'POST /api/accounts/:account_id/link',
      'GET /api/organisations',
    ],
    records: {
      'POST /api/accounts': ['account_invited'],
      'PATCH /api/accounts/:account_id': [
        'account_renamed',
        'account_moved',
        'account_switched_off',
        'account_switched_on',
      ],
      'PUT /api/accounts/:account_id/roles': ['roles_changed'],
      'POST /api/accounts/:account_id/link': ['link_made'],
    },
  },
  require_second_factor: {
    does: 'say which roles a password alone doesn’t open',
    who: ['administrator'],
    where: 'everywhere',
    routes: ['GET /api/accounts/second-factor', 'PUT /api/accounts/second-factor'],
    records: { 'PUT /api/accounts/second-factor': ['second_factor_demanded'] },
  },
  manage_organisations: {
    does: 'add organisations and rename them',
    who: ['administrator'],
    where: 'everywhere',
    routes: ['POST /api/organisations', 'PATCH /api/organisations/:organisation_id'],
    records: {
      'POST /api/organisations': ['organisation_added'],
      'PATCH /api/organisations/:organisation_id': ['organisation_changed'],
    },
  },
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof PERMISSIONS;

/** The same rows as one list. */
export const PERMISSION_ROWS: readonly (Permission & { name: PermissionName })[] = Object.entries(PERMISSIONS).map(
  ([name, row]) => ({ ...row, name: name as PermissionName }),
);

const OF_ROUTE = new Map(PERMISSION_ROWS.flatMap((row) => row.routes.map((route) => [route, row] as const)));
/** Lines that end in a star stand for every address below. */
const BELOW = [...OF_ROUTE]
  .filter(([route]) => route.endsWith('*'))
  .map(([route, row]) => [route.slice(0, -1), row] as const);

/** The row a route stands in, or undefined. HEAD is GET without its body. */
export function permissionOf(method: string, url: string): (typeof PERMISSION_ROWS)[number] | undefined {
  const route = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return OF_ROUTE.get(route) ?? BELOW.find(([start]) => `${route}/`.startsWith(start))?.[1];
}
