import {
  Account,
  AccountChange,
  AddedAccount,
  MadeLink,
  NewAccount,
  NewOrganisation,
  Organisation,
  RoleGrant,
} from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import {
  accountNamed,
  addAccount,
  changeAccount,
  findAccount,
  findManageable,
  listAccounts,
  setRoles,
} from './account.ts';
import { pageOrigin } from './claim.ts';
import { invited } from './invited.ts';
import { makeLink } from './link.ts';
import { addOrganisation, changeOrganisation, listOrganisations } from './organisation.ts';
import type { AccountOptions } from './routes.ts';

const tags = ['accounts'];
const Id = z.object({ account_id: z.uuid() });

/** Other people's accounts, for those who manage them: everywhere, or in their own areas. */
export function accountRoutes(app: RoomApp, { config, database, people }: AccountOptions): void {
  const areas = (request: FastifyRequest) => request.admittedAreas('manage_accounts');
  /** Every role given lies where the giver may give it. */
  const admitAll = (request: FastifyRequest, roles: readonly RoleGrant[]): void => {
    for (const { municipality } of roles) request.admit('manage_accounts', municipality);
  };
  /** The first account is made by claiming the installation, or nobody could manage the rest. */
  const mustBeClaimed = ({ person }: FastifyRequest): void => {
    if (person.standing !== 'signed_in') throw new ProblemError('account_needed');
  };
  const origin = (request: FastifyRequest) =>
    config.public_url ?? `http://${request.headers.host ?? new URL(pageOrigin(config)).host}`;

  app.get(
    '/api/accounts',
    {
      schema: {
        tags,
        summary: 'Accounts, with their roles',
        description: 'Whoever manages some areas sees those who have a role in them, and these roles only.',
        response: { 200: z.array(Account) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return listAccounts(database.knex, areas(request));
    },
  );

  app.post(
    '/api/accounts',
    {
      schema: {
        tags,
        summary: 'Invite somebody',
        description: 'The answer holds a link that works once, to hand over; it can’t be asked for again.',
        body: NewAccount,
        response: { 201: AddedAccount },
      },
    },
    async (request, reply) => {
      mustBeClaimed(request);
      const held = areas(request);
      const { roles } = request.body;
      if (held !== null && roles.length === 0) throw new ProblemError('roles_missing');
      admitAll(request, roles);
      reply.code(201).header('cache-control', 'no-store');
      const added = await once(database, request, reply, async (trx) => {
        const account_id = await addAccount(trx, { ...request.body, password_hash: null });
        const link = await makeLink(trx, 'invitation', account_id, origin(request));
        await database.record(trx, ...invited({ ...request.body, account_id }, request.who));
        return { account: await findAccount(trx, held, account_id), link };
      });
      people.forget();
      return added;
    },
  );

  app.patch(
    '/api/accounts/:account_id',
    {
      schema: {
        tags,
        summary: 'Rename an account, move it to another organisation, switch it off or on',
        description: 'Switched off, its sessions end in the same moment.',
        params: Id,
        body: AccountChange,
        response: { 200: Account },
      },
    },
    async (request) => {
      const { account_id } = request.params;
      const held = areas(request);
      await changeAccount(database, held, account_id, request.body, request.who);
      people.forget();
      return findAccount(database.knex, held, account_id);
    },
  );

  app.put(
    '/api/accounts/:account_id/roles',
    {
      schema: {
        tags,
        summary: 'Give exactly these roles',
        description: 'They hold from the next request on. Whoever manages some areas only changes the roles in those.',
        params: Id,
        body: z.object({ roles: z.array(RoleGrant).max(100) }),
        response: { 200: Account },
      },
    },
    async (request) => {
      const { account_id } = request.params;
      const { roles } = request.body;
      const held = areas(request);
      admitAll(request, roles);
      const before = await findAccount(database.knex, held, account_id);
      await setRoles(database, held, account_id, roles, request.who);
      people.forget();
      const [after] = await listAccounts(database.knex, held, account_id);
      return after ?? { ...before, roles: [] };
    },
  );

  app.post(
    '/api/accounts/:account_id/link',
    {
      schema: {
        tags,
        summary: 'A new link to choose a password by',
        description:
          'Earlier links of the account end. The password it has goes on working until the link is used. With `ends_passkeys`, using it removes the passkeys that somebody has lost.',
        params: Id,
        body: z.object({ ends_passkeys: z.boolean().default(false) }).nullish(),
        response: { 201: MadeLink },
      },
    },
    async (request, reply) => {
      const account = await findManageable(database.knex, areas(request), request.params.account_id);
      if (account.state === 'deactivated') throw new ProblemError('account_off', { name: account.name });
      const purpose = account.state === 'invited' ? 'invitation' : 'password';
      reply.code(201).header('cache-control', 'no-store');
      const { ends_passkeys = false } = request.body ?? {};
      return once(database, request, reply, async (trx) => {
        const link = await makeLink(trx, purpose, account.account_id, origin(request), ends_passkeys);
        const object = accountNamed(account);
        await database.record(trx, { act: 'link_made', who: request.who, area: null, object, details: { purpose } });
        return link;
      });
    },
  );

  app.get(
    '/api/organisations',
    {
      schema: {
        tags,
        summary: 'Organisations that people work for',
        description: 'By name.',
        response: { 200: z.array(Organisation) },
      },
    },
    async (request) => {
      areas(request); // the names of organisations are the same for whoever manages any area
      return listOrganisations(database.knex);
    },
  );

  app.post(
    '/api/organisations',
    {
      schema: {
        tags,
        summary: 'Add an organisation',
        description: 'Names are told apart without regard to capitals.',
        body: NewOrganisation,
        response: { 201: Organisation },
      },
    },
    async (request, reply) => {
      reply.code(201);
      const { record } = database;
      return once(database, request, reply, (trx) => addOrganisation({ knex: trx, record }, request.body, request.who));
    },
  );

  app.patch(
    '/api/organisations/:organisation_id',
    {
      schema: {
        tags,
        summary: 'Rename an organisation, or say what kind it is',
        description: 'Its accounts stay in it.',
        params: z.object({ organisation_id: z.uuid() }),
        body: NewOrganisation,
        response: { 200: Organisation },
      },
    },
    async (request) => {
      const changed = await changeOrganisation(database, request.params.organisation_id, request.body, request.who);
      people.forget();
      return changed;
    },
  );
}
