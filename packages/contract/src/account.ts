import { z } from 'zod';
import { plainLine } from './plain-text.ts';

/** What an account may be, in one area or in all. A resident is nobody: no account, no role. */
export const ROLES = ['viewer', 'analyst', 'coordinator', 'moderator', 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

const PlainName = plainLine(120).min(1);

/** A role in an area; `municipality` is its slug, or null for every area and what belongs to none. */
export const RoleGrant = z.object({
  role: Role,
  municipality: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,48}$/)
    .nullable(),
});
export type RoleGrant = z.infer<typeof RoleGrant>;

export const ORGANISATION_KINDS = ['police', 'municipality', 'other'] as const;
export const OrganisationKind = z.enum(ORGANISATION_KINDS);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** Who a person works for. */
export const Organisation = z.object({
  organisation_id: z.uuid(),
  kind: OrganisationKind,
  name: z.string(),
});
export type Organisation = z.infer<typeof Organisation>;

export const NewOrganisation = Organisation.pick({ kind: true }).extend({ name: PlainName });
export type NewOrganisation = z.infer<typeof NewOrganisation>;

/**
 * Who asks. `at_machine`: nobody has an account yet, and whoever sits at the machine is its administrator.
 * `demonstration`: a role that is tried on, where there is nothing but made-up rows. `unit`: a patrol's phone, which is nobody in
 * particular.
 */
export const STANDINGS = ['nobody', 'at_machine', 'demonstration', 'signed_in', 'unit'] as const;
export const Standing = z.enum(STANDINGS);
export type Standing = z.infer<typeof Standing>;

/** What a page asks first: who am I here, and what may I do? */
export const Session = z.object({
  standing: Standing,
  claimed: z.boolean().describe('whether the first account has been made'),
  demonstration: z.boolean().describe('whether roles can be tried on'),
  account: z
    .object({ account_id: z.uuid(), login: z.string(), name: z.string(), organisation: Organisation })
    .nullable(),
  roles: z.array(RoleGrant),
  may: z
    .record(z.string(), z.array(z.string()).nullable())
    .describe(
      'permission → slugs of the areas it holds in; null: everywhere. A permission that isn’t here isn’t given.',
    ),
  sign_in: z
    .object({
      possible: z.boolean(),
      address: z.string().nullable(),
      passkeys: z.boolean().describe('they work at this address'),
      sso: z.object({ name: z.string() }).nullable().describe('the single sign-on that is offered'),
    })
    .describe('sign-in needs https or this machine; `address` is where it is possible, if it is known'),
});
export type Session = z.infer<typeof Session>;

export const OwnName = z.object({ name: PlainName });

export const LOGIN_MAX = 254;
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** What the name that somebody signs in with is made of: Latin letters or none, so that no two look the same for having another script's a. */
export const LOGIN_PATTERN = /^(?:[\p{Script=Latin}\p{N}._+@-]+|(?:(?!\p{Script=Latin})[\p{L}\p{N}._+@-])+)$/u;

/** The name somebody signs in with: an address of e-mail, or any word without spaces. */
export const Login = z.string().trim().toLowerCase().normalize('NFC').min(3).max(LOGIN_MAX).regex(LOGIN_PATTERN);

/** Anything, so that a wrong name and a malformed one are answered alike. */
export const SignIn = z.object({ login: z.string().max(LOGIN_MAX), password: z.string().max(PASSWORD_MAX) });
export type SignIn = z.infer<typeof SignIn>;

/** `to`: the path of the page that the person wanted. */
export const SsoStart = z.object({ to: z.string().max(2000), connect: z.boolean().default(false) });
export const SsoQuestion = z.object({ url: z.string() });
/** The query that the issuer sent the browser back with. */
export const SsoAnswer = z.object({ answer: z.string().max(8000) });
export const SsoDone = z.object({ session: Session, to: z.string() });

/** What the browser's own interface (WebAuthn) is asked with, and what it answers: its form is not ours. */
const PasskeyOptions = z.looseObject({ challenge: z.string() });
const PasskeyResponse = z.looseObject({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export const PasskeyQuestion = z.object({ options: PasskeyOptions });
export const PasskeyAnswer = z.object({ response: PasskeyResponse });
export const NewPasskey = z.object({ response: PasskeyResponse, name: PlainName });
export const PasskeyStart = z.object({ password: z.string().max(PASSWORD_MAX).nullable() });

/** What a password alone doesn't open: a passkey is asked for, or made if there is none yet. */
export const SecondStep = z.object({ kind: z.enum(['passkey', 'new_passkey']), options: PasskeyOptions });
export type SecondStep = z.infer<typeof SecondStep>;
export const SignedIn = Session.extend({ second_step: SecondStep.nullable() });
export type SignedIn = z.infer<typeof SignedIn>;

/** Roles whose accounts need more than a password. */
export const SecondFactorRoles = z.object({ roles: z.array(Role).max(ROLES.length) });

export const OwnPasskey = z.object({
  passkey_id: z.uuid(),
  name: z.string(),
  address: z.string().describe('the name of the address that it works at'),
  created_at: z.iso.datetime(),
  used_at: z.iso.datetime().nullable(),
});
export type OwnPasskey = z.infer<typeof OwnPasskey>;

/** How an account can be come into. */
export const OwnWays = z.object({
  password: z.boolean(),
  sso: z.boolean(),
  passkeys: z.array(OwnPasskey),
  second_factor: z.boolean().describe('its owner wants a passkey asked for after the password'),
  second_factor_by_role: z.boolean().describe('one of its roles wants so'),
});
export type OwnWays = z.infer<typeof OwnWays>;

export const LINK_PURPOSES = ['claim', 'invitation', 'password'] as const;
export const LinkPurpose = z.enum(LINK_PURPOSES);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

const Token = z.string().max(200);
export const LinkToken = z.object({ token: Token });

/** What a one-time link is for, before it is used. */
export const Link = z.object({ purpose: LinkPurpose, login: z.string().nullable(), name: z.string().nullable() });
export type Link = z.infer<typeof Link>;

/** The first account. `token` is that of the printed link; whoever sits at the machine needs none. */
export const Claim = z.object({
  token: Token.nullable(),
  login: Login,
  name: PlainName,
  password: z.string().max(PASSWORD_MAX),
  organisation: NewOrganisation,
});
export type Claim = z.infer<typeof Claim>;

/** Choosing a password by an invitation or a link. */
export const LinkUse = z.object({ token: Token, password: z.string().max(PASSWORD_MAX) });
export type LinkUse = z.infer<typeof LinkUse>;

export const PasswordChange = z.object({
  current: z.string().max(PASSWORD_MAX),
  password: z
    .string()
    .max(PASSWORD_MAX)
    .nullable()
    .describe('null: none any more, where something else opens the account'),
});

/** One of a person's own sessions. */
export const OwnSession = z.object({
  session_id: z.uuid(),
  current: z.boolean(),
  device: z.string().describe('browser and system as they named themselves, in two words; empty when they didn’t'),
  created_at: z.iso.datetime(),
  seen_at: z.iso.datetime().describe('to the minute'),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const Account = z.object({
  account_id: z.uuid(),
  login: z.string(),
  name: z.string(),
  organisation: Organisation,
  roles: z.array(RoleGrant),
  state: z.enum(['active', 'invited', 'deactivated']).describe('invited: has no way in yet'),
  sso: z.boolean().describe('its roles follow single sign-on'),
  passkeys: z.number().int().min(0).describe('how many it has'),
  seen_at: z.iso.datetime().nullable().describe('newest session'),
  manageable: z.boolean().describe('whether whoever asks may change all of it'),
});
export type Account = z.infer<typeof Account>;

export const NewAccount = z.object({
  login: Login,
  name: PlainName,
  organisation_id: z.uuid(),
  roles: z.array(RoleGrant).max(100),
});
export type NewAccount = z.infer<typeof NewAccount>;

export const AccountChange = z.object({ name: PlainName, organisation_id: z.uuid(), active: z.boolean() }).partial();
export type AccountChange = z.infer<typeof AccountChange>;

/** A link that is shown once: what is stored can't give it back. */
export const MadeLink = z.object({ url: z.string(), expires_at: z.iso.datetime() });
export type MadeLink = z.infer<typeof MadeLink>;

export const AddedAccount = z.object({ account: Account, link: MadeLink });
