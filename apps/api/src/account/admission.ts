import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../audit/entry.ts';
import type { Config } from '../config.ts';
import { ProblemError } from '../errors.ts';
import { tokenOf } from './cookie.ts';
import { isAtMachine } from './origin.ts';
import type { People } from './people.ts';
import { type PERMISSION_ROWS, type PermissionName, permissionOf } from './permission.ts';
import { AT_MACHINE, actorOf, areasOf, may, NOBODY, type Person } from './person.ts';
import './sentences.ts';

type Row = (typeof PERMISSION_ROWS)[number];

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. On routes that everybody may use it is nobody, until `introduce` was asked. */
    person: Person;
    introduce(): Promise<Person>;
    /** The same as the log names them. */
    readonly who: Actor;
    /** For a route whose object decides: may this person, in the object's area (null: for all)? Throws if not. */
    admit(permission: PermissionName, municipality: string | null): void;
    /** The same for a list: the areas it may tell of, null for all. */
    admittedAreas(permission: PermissionName): string[] | null;
    isJudged: boolean;
  }
  interface FastifyContextConfig {
    permission?: Row;
  }
  interface FastifyInstance {
    /** Every route that was registered, with the row it stands in. */
    admissions: { method: string; url: string; row: Row }[];
  }
}

/** A page asks now and then by itself. That isn't a person at work, and keeps no session alive. */
const BACKGROUND_HEADER = 'lagesbild-background';

/**
 * Deny by default. Every route has its row in the table of permissions, or the program doesn't start; before any handler the
 * person is known, and holds the permission in the area that the address names.
 */
export function admitByPermission(app: FastifyInstance, config: Config, people: People): void {
  app.decorate('admissions', []);
  app.decorateRequest('person');
  app.decorateRequest('isJudged', false);
  app.decorateRequest('who', {
    getter(this: FastifyRequest) {
      return actorOf(this.person);
    },
  });
  app.decorateRequest('introduce', async function (this: FastifyRequest) {
    const asked = await identify(this, config, people);
    this.person = asked === 'unclaimed' ? NOBODY : asked;
    return this.person;
  });
  app.decorateRequest('admit', function (this: FastifyRequest, permission, municipality) {
    this.isJudged = true;
    if (!may(this.person, permission, municipality)) throw refusal(this.person, permission, municipality);
  });
  app.decorateRequest('admittedAreas', function (this: FastifyRequest, permission) {
    this.isJudged = true;
    return areasOf(this.person, permission);
  });

  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const row = permissionOf(method, route.url);
      if (row === undefined)
        throw new Error(`${method} ${route.url} stands in no row of account/permission.ts: who may use it?`);
      app.admissions.push({ method, url: route.url, row });
      route.config = { ...route.config, permission: row };
      if (route.schema) route.schema.security ??= securityOf(row);
    }
  });

  app.addHook('onRequest', async (request) => {
    request.person = NOBODY;
    // What no route answers is a page's file or nothing; it holds no data.
    if (request.is404) return;
    const row = request.routeOptions.config.permission;
    if (row === undefined) throw new Error(`${request.routeOptions.url} has no permission`);
    if (row.who === 'everybody' && row.unclaimed) return;
    const asked =
      row.who === 'unit' ? await identifyUnit(request, config, people) : await identify(request, config, people);
    if (asked === 'unclaimed' && !row.unclaimed) throw new ProblemError('claim_needed');
    request.person = asked === 'unclaimed' ? NOBODY : asked;
    judge(request, row, tokenOf(request, config) !== undefined);
  });

  // A route of the kind `object` that answers without having asked whose it is, is a mistake: it is not sent.
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (request.routeOptions.config?.permission?.where === 'object' && !request.isJudged && reply.statusCode < 400)
      throw new Error(`${request.routeOptions.url} answered without request.admit`);
    return payload;
  });
}

/** Who asks; `unclaimed` when nobody can be anybody here yet. */
async function identify(request: FastifyRequest, config: Config, people: People): Promise<Person | 'unclaimed'> {
  const { claimed } = await people.installation();
  const here = !claimed && isAtMachine(request, config);
  const token = tokenOf(request, config);
  if (token !== undefined) {
    const person = await people.withToken(token, request.headers[BACKGROUND_HEADER] === undefined);
    if (person !== null && (person.standing !== 'demonstration' || here)) return person;
  }
  if (here) return AT_MACHINE;
  return claimed ? NOBODY : 'unclaimed';
}

/** A unit's key opens what is a unit's, and an account doesn't: whoever is signed in beside it is nobody there. */
async function identifyUnit(request: FastifyRequest, config: Config, people: People): Promise<Person> {
  const token = tokenOf(request, config, 'unit');
  const { municipality } = request.params as { municipality: string };
  return (token === undefined ? null : await people.withUnitToken(token, municipality)) ?? NOBODY;
}

function judge(request: FastifyRequest, { name, who, where }: Row, hadToken: boolean): void {
  const { person } = request;
  if (who === 'unit' && person.standing === 'nobody') throw new ProblemError('unit_needed');
  if (who !== 'everybody' && person.standing === 'nobody')
    throw new ProblemError(hadToken ? 'session_over' : 'sign_in_needed', {}, { 'www-authenticate': 'Session' });
  const { municipality } = request.params as { municipality?: string };
  if (where === 'object' && municipality === undefined) {
    const areas = areasOf(person, name);
    if (areas !== null && areas.length === 0) throw refusal(person, name, null);
  } else {
    const area = where === 'everywhere' ? null : municipality!;
    if (!may(person, name, area)) throw refusal(person, name, area);
    request.isJudged = true;
  }
}

function refusal(person: Person, name: PermissionName, municipality: string | null): ProblemError {
  if (person.standing === 'nobody') return new ProblemError('sign_in_needed', {}, { 'www-authenticate': 'Session' });
  const what = { say: `may_${name}` };
  return municipality === null
    ? new ProblemError('not_permitted', { what })
    : new ProblemError('not_permitted_there', { what, area: municipality });
}

/** As OpenAPI 3.1 says it: by the session's cookie, with the roles that are enough, or by a unit's. */
function securityOf({ who }: Row): { [scheme: string]: string[] }[] {
  if (who === 'everybody') return [];
  return who === 'unit' ? [{ unit: [] }] : [{ session: who === 'signed_in' ? [] : [...who] }];
}
