import type { ActGroup } from '@lagesbild/contract';

/**
 * Everything that the log tells of, and what it says of each besides who, when and of what. To record something new, add
 * its line here and its sentence (`act_…`) in `sentences.ts`, and name it beside its route in `account/permission.ts`.
 */
export const ACTS = {
  signed_in: { group: 'sign_in', details: ['method'] },
  sign_in_failed: { group: 'sign_in', details: ['n'] },
  signed_out: { group: 'sign_in', details: [] },
  session_ended: { group: 'sign_in', details: [] },
  role_tried: { group: 'sign_in', details: ['role'] },

  installation_claimed: { group: 'accounts', details: [] },
  account_invited: { group: 'accounts', details: ['roles'] },
  account_renamed: { group: 'accounts', details: ['before', 'after'] },
  account_moved: { group: 'accounts', details: ['before', 'after'] },
  account_switched_off: { group: 'accounts', details: [] },
  account_switched_on: { group: 'accounts', details: [] },
  roles_changed: { group: 'accounts', details: ['before', 'after'] },
  link_made: { group: 'accounts', details: ['purpose'] },
  password_set: { group: 'accounts', details: [] },
  password_changed: { group: 'accounts', details: [] },
  password_removed: { group: 'accounts', details: [] },
  passkey_added: { group: 'accounts', details: ['name'] },
  passkey_removed: { group: 'accounts', details: ['name'] },
  passkeys_ended: { group: 'accounts', details: [] },
  second_factor_on: { group: 'accounts', details: [] },
  second_factor_off: { group: 'accounts', details: [] },
  second_factor_demanded: { group: 'accounts', details: ['roles'] },
  issuer_connected: { group: 'accounts', details: ['issuer'] },
  issuer_disconnected: { group: 'accounts', details: [] },
  issuer_ended: { group: 'sign_in', details: ['issuer', 'n'] },
  organisation_added: { group: 'accounts', details: ['kind'] },
  organisation_changed: { group: 'accounts', details: ['before', 'kind'] },

  area_added: { group: 'data', details: [] },
  import_done: { group: 'data', details: ['source', 'added', 'updated', 'rejected'] },
  import_undone: { group: 'data', details: [] },
  source_shown: { group: 'data', details: [] },
  source_hidden: { group: 'data', details: [] },
  basis_recorded: { group: 'data', details: [] },
  source_limited: { group: 'data', details: [] },
  source_unlimited: { group: 'data', details: [] },

  flag_published: { group: 'data', details: [] },
  flag_held: { group: 'data', details: [] },
  flag_rejected: { group: 'data', details: ['reason'] },
  flag_merged: { group: 'data', details: [] },
  flag_asked: { group: 'data', details: [] },
  flag_answered: { group: 'data', details: ['state'] },
  flag_decision_undone: { group: 'data', details: [] },

  unit_added: { group: 'data', details: ['n'] },
  unit_changed: { group: 'data', details: ['n'] },
  unit_key_made: { group: 'data', details: [] },
  unit_closed: { group: 'data', details: [] },
  unit_entered: { group: 'sign_in', details: [] },
  unit_left: { group: 'sign_in', details: [] },
  visits_read: { group: 'data', details: ['week'] },
  visits_planned: { group: 'data', details: ['week', 'n'] },
  ledger_read: { group: 'data', details: ['from', 'to'] },
  visit_logged: { group: 'data', details: [] },
  visit_removed: { group: 'data', details: [] },
  card_read: { group: 'data', details: [] },

  action_made: { group: 'data', details: [] },
  action_changed: { group: 'data', details: [] },
  action_approved: { group: 'data', details: [] },
  action_published: { group: 'data', details: ['n'] },
  action_withdrawn: { group: 'data', details: [] },
  dialogue_recorded: { group: 'data', details: ['n', 'channel'] },
  dialogue_changed: { group: 'data', details: ['n'] },
  dialogue_removed: { group: 'data', details: [] },
  dialogues_imported: { group: 'data', details: ['n'] },
  survey_recorded: { group: 'data', details: ['n'] },
  survey_removed: { group: 'data', details: [] },
  surveys_imported: { group: 'data', details: ['n'] },

  zone_plans_seen: { group: 'data', details: [] },
  zones_seen: { group: 'data', details: ['version'] },
  zone_plan_made: { group: 'data', details: ['n'] },
  zone_plan_renamed: { group: 'data', details: ['before'] },
  zone_plan_removed: { group: 'data', details: [] },
  zones_saved: { group: 'data', details: ['version', 'n'] },
  zones_published: { group: 'data', details: ['version'] },
  permits_seen: { group: 'data', details: [] },
  permit_recorded: { group: 'data', details: ['decision'] },
  permit_changed: { group: 'data', details: ['decision'] },
  permit_removed: { group: 'data', details: [] },

  release_made: { group: 'data', details: ['digest'] },
  release_withdrawn: { group: 'data', details: ['reason'] },

  retention_set: { group: 'data', details: ['subject', 'months', 'decision'] },
  retention_lifted: { group: 'data', details: ['subject'] },
  rows_disposed: { group: 'data', details: ['subject', 'n', 'until', 'decision'] },

  flags_set_up: { group: 'data', details: ['fault_line', 'free_text', 'days'] },

  incidents_taken_out: { group: 'taken_out', details: ['format', 'filter'] },
  area_counts_taken_out: { group: 'taken_out', details: ['filter'] },
  rejections_taken_out: { group: 'taken_out', details: [] },
  zones_taken_out: { group: 'taken_out', details: ['format', 'version'] },
  disclosure_made: { group: 'taken_out', details: ['kind', 'filter', 'n', 'sha256'] },
  disclosure_refused: { group: 'taken_out', details: ['kind', 'filter'] },
  disclosure_fetched: { group: 'taken_out', details: [] },
  visits_taken_out: { group: 'taken_out', details: ['week'] },
  evidence_taken_out: { group: 'taken_out', details: ['from', 'to'] },
  log_taken_out: { group: 'taken_out', details: ['filter'] },
  tables_exported: { group: 'taken_out', details: ['rows'] },

  backup_made: { group: 'installation', details: ['rows'] },
  backup_restored: { group: 'installation', details: ['made_at', 'rows'] },
  database_moved: { group: 'installation', details: [] },
  log_disposed: { group: 'installation', details: ['n', 'until', 'decision'] },
} as const satisfies Record<string, { group: ActGroup; details: readonly string[] }>;

export type Act = keyof typeof ACTS;

/** Those that no route leaves: what only commands, schedules and rules do. */
export const OF_COMMANDS: readonly Act[] = [
  'tables_exported',
  'backup_made',
  'backup_restored',
  'database_moved',
  'log_disposed',
  'rows_disposed',
];

export const isAct = (act: string): act is Act => Object.hasOwn(ACTS, act);
