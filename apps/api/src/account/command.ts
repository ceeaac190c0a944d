import {
  type Language,
  type MadeLink,
  NewAccount,
  NewOrganisation,
  ROLES,
  Role,
  type RoleGrant,
} from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, misused, optionNames, readOptions } from '../command.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { accountNamed, addAccount, changeAccount, listAccounts, setRoles } from './account.ts';
import { isClaimed, pageOrigin } from './claim.ts';
import { invited } from './invited.ts';
import { makeLink } from './link.ts';
import { ensureOrganisation } from './organisation.ts';
import './sentences.ts';

export const ACCOUNT_USAGE = `lagesbild account list
lagesbild account add LOGIN --name NAME --organisation NAME [--kind police|municipality|other] --role ROLE[@AREA]…
lagesbild account role LOGIN ROLE[@AREA]…
lagesbild account deactivate LOGIN
lagesbild account activate LOGIN
lagesbild account link [LOGIN] [--without-passkeys]`;

const OPTIONS = {
  name: { type: 'string' },
  organisation: { type: 'string' },
  kind: { type: 'string' },
  role: { type: 'string', multiple: true },
  'without-passkeys': { type: 'boolean' },
} as const;

type Print = (line: string) => void;

/**
 * `account …`: for whoever can open the database, and so needs no account. Without LOGIN, `link` makes the one that claims the
 * installation.
 */
export const accountCommand: Command = async ({ knex, record }, args, print, { config, language }) => {
  const { values, positionals } = parse(args);
  const [action = '', login, ...rest] = positionals;
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!run) {
    const known = Object.keys(ACTIONS).join(', ');
    return misused(print, language, ACCOUNT_USAGE, 'command_action_unknown', { word: action || '–', known });
  }
  await run({ knex, record, config, language, print, login, rest, values });
  return 0;
};

interface Call {
  knex: Database['knex'];
  record: Database['record'];
  config: Config;
  language: Language;
  print: Print;
  login: string | undefined;
  rest: readonly string[];
  values: ReturnType<typeof parse>['values'];
}

const ACTIONS: Record<string, (call: Call) => Promise<void>> = {
  async list({ knex, language, print }) {
    const accounts = await listAccounts(knex, null);
    if (accounts.length === 0) print(sentence(language, 'account_none'));
    for (const { login, name, organisation, roles, state } of accounts)
      print([login, name, organisation.name, roles.map(written).join(' ') || '–', state].join('\t'));
  },

  async add({ knex, record, config, language, print, login, values }) {
    const roles = (values.role ?? []).map(readGrant);
    const organisation = NewOrganisation.safeParse({
      name: values.organisation,
      kind: values.kind ?? 'municipality',
    });
    if (!organisation.success) throw missing(values.organisation === undefined ? '--organisation' : '--kind');
    const wanted = NewAccount.omit({ organisation_id: true }).safeParse({ login, name: values.name, roles });
    if (!wanted.success) throw missing(wanted.error.issues[0]?.path[0] === 'login' ? 'LOGIN' : '--name');
    if (!(await isClaimed(knex)) && !roles.some(isForAll)) throw new ProblemError('last_administrator');
    const link = await knex.transaction(async (trx) => {
      const { organisation_id } = await ensureOrganisation(trx, organisation.data);
      const account_id = await addAccount(trx, { ...wanted.data, organisation_id, password_hash: null });
      const link = await makeLink(trx, 'invitation', account_id, pageOrigin(config));
      await record(trx, ...invited({ ...wanted.data, account_id }, COMMAND));
      return link;
    });
    sayLink(print, language, wanted.data.login, link);
  },

  async role({ knex, record, language, print, login, rest }) {
    const { account_id, ...account } = await find(knex, login);
    const roles = rest.map(readGrant);
    await setRoles({ knex, record }, null, account_id, roles, COMMAND);
    print(sentence(language, 'account_roles', { login: account.login, roles: roles.map(written).join(' ') || '–' }));
  },

  async deactivate({ knex, record, language, print, login }) {
    const account = await find(knex, login);
    await changeAccount({ knex, record }, null, account.account_id, { active: false }, COMMAND);
    print(sentence(language, 'account_switched_off', { login: account.login }));
  },

  async activate({ knex, record, language, print, login }) {
    const account = await find(knex, login);
    await changeAccount({ knex, record }, null, account.account_id, { active: true }, COMMAND);
    print(sentence(language, 'account_switched_on', { login: account.login }));
  },

  async link({ knex, record, config, language, print, login, values }) {
    if (login === undefined) {
      if (await isClaimed(knex)) throw new ProblemError('claim_done');
      return sayLink(print, language, null, await makeLink(knex, 'claim', null, pageOrigin(config)));
    }
    const account = await find(knex, login);
    if (account.state === 'deactivated') throw new ProblemError('account_off', { name: account.name });
    const purpose = account.state === 'invited' ? 'invitation' : 'password';
    const ends_passkeys = values['without-passkeys'] ?? false;
    const link = await knex.transaction(async (trx) => {
      const link = await makeLink(trx, purpose, account.account_id, pageOrigin(config), ends_passkeys);
      const object = accountNamed(account);
      await record(trx, { act: 'link_made', who: COMMAND, area: null, object, details: { purpose } });
      return link;
    });
    sayLink(print, language, account.login, link);
  },
};

/** A link and how long it works, in the terminal's language. */
function sayLink(print: Print, language: Language, login: string | null, { url, expires_at }: MadeLink): void {
  const until = `${expires_at.slice(0, 16).replace('T', ' ')} UTC`;
  print(
    login === null
      ? sentence(language, 'account_claim_link', { until })
      : sentence(language, 'account_link', { login, until }),
  );
  print(url);
}

const isForAll = ({ role, municipality }: RoleGrant): boolean => role === 'administrator' && municipality === null;

/** `analyst@sigtuna`, or `administrator` for all areas. */
function readGrant(text: string): RoleGrant {
  const [name, municipality = null, more] = text.split('@');
  const role = Role.safeParse(name);
  if (!role.success || municipality === '' || more !== undefined)
    throw new ProblemError('role_unknown', { role: text, known: ROLES.join(', ') });
  return { role: role.data, municipality };
}

const written = ({ role, municipality }: RoleGrant): string =>
  municipality === null ? role : `${role}@${municipality}`;

async function find(knex: Database['knex'], login: string | undefined) {
  const accounts = await listAccounts(knex, null);
  const found = accounts.find((account) => account.login === login?.toLowerCase().normalize('NFC'));
  if (!found) throw new ProblemError('login_unknown', { login: login ?? '–' });
  return found;
}

/** Options and words of the command line. */
const parse = (args: readonly string[]) => readOptions(args, OPTIONS, { words: true });

const missing = (option: string): ProblemError =>
  new ProblemError('command_option_missing', { option, known: optionNames(OPTIONS) });
