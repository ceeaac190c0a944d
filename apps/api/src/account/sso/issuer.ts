import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRemoteJWKSet, importPKCS8, customFetch as joseFetch, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { ConfigError, type OidcSettings } from '../../config.ts';
import { ProblemError } from '../../errors.ts';
import { issuerFetch } from './issuer-fetch.ts';
import { type Claims, type RoleLine, readRoleTable } from './role-table.ts';

/** What the issuer says of itself holds this long, also while it can't be asked … */
const SAID_MS = 3600_000;
/** … but nobody is sent there who would find nobody: before that it has answered within this time. */
const HERE_MS = 60_000;
/** Signatures that need the issuer's private key: never `none`, and nothing that our own secret could have made. */
const SIGNATURES = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const CLOCK_S = 30;

/** What has to come back as it went out. */
export interface Question {
  state: string;
  nonce: string;
  verifier: string;
  redirect_uri: string;
}

/** A person, as the issuer vouches for them. */
export interface Vouched {
  subject: string;
  /** The issuer's own session, if it names it. */
  session: string | null;
  claims: Claims;
}

/** Whose session at the issuer has ended, and until when sessions here that came from it were begun. */
export interface Ended {
  subject: string | null;
  session: string | null;
  before: Date;
}

/** The service that vouches for people: discovered, asked and checked. */
export class Issuer {
  readonly name: string;
  readonly url: string;
  readonly table: readonly RoleLine[];
  #settings: OidcSettings;
  #authentication: oidc.ClientAuth;
  #fetch: ReturnType<typeof issuerFetch>;
  #said: { configuration: oidc.Configuration; keys: ReturnType<typeof createRemoteJWKSet>; at: number } | null = null;
  #asking: Promise<oidc.Configuration> | null = null;

  private constructor(settings: OidcSettings, table: RoleLine[], authentication: oidc.ClientAuth) {
    this.name = settings.name;
    this.url = settings.issuer;
    this.table = table;
    this.#settings = settings;
    this.#authentication = authentication;
    this.#fetch = issuerFetch(settings.internal);
  }

  /** @throws {ConfigError} when a file it needs can't be used */
  static async of(settings: OidcSettings): Promise<Issuer> {
    const table = readRoleTable(contentOf('OIDC_ROLES', settings.roles_file));
    const { client_secret, client_key_file } = settings;
    if (client_key_file !== null) return new Issuer(settings, table, await keyOf(client_key_file));
    return new Issuer(settings, table, client_secret === null ? oidc.None() : oidc.ClientSecretPost(client_secret));
  }

  /** The address that asks the issuer who somebody is, and what to keep until it answers. @throws {ProblemError} sso_away */
  async question(redirect_uri: string): Promise<{ url: string; question: Question }> {
    const configuration = await this.#configuration(HERE_MS);
    const question = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      redirect_uri,
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri,
      scope: this.#settings.scope,
      state: question.state,
      nonce: question.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(question.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, question };
  }

  /**
   * Who came back with this answer: state, nonce, issuer, audience, times, algorithm and signature have to be right.
   * @param answer the query that the issuer sent the browser back with
   * @throws {ProblemError} sso_away, sso_refused
   */
  async vouched(answer: string, { state, nonce, verifier, redirect_uri }: Question): Promise<Vouched> {
    const configuration = await this.#configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${redirect_uri}?${answer}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      return { subject: claims.sub, session: textOf(claims.sid), claims };
    } catch (error) {
      throw new ProblemError('sso_refused', { name: this.name, reason: reasonOf(error) });
    }
  }

  /** Who has left, by the issuer's own signed word (OpenID Connect Back-Channel Logout 1.0 §2.6). @throws {ProblemError} sso_refused */
  async ended(token: string): Promise<Ended> {
    await this.#configuration();
    try {
      const { payload } = await jwtVerify(token, this.#said!.keys, {
        issuer: this.#said!.configuration.serverMetadata().issuer,
        audience: this.#settings.client_id,
        algorithms: SIGNATURES,
        clockTolerance: CLOCK_S,
        requiredClaims: ['iat', 'jti', 'events'],
      });
      const { sub = null, sid, iat, events, nonce } = payload;
      const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, LOGOUT_EVENT);
      const session = textOf(sid);
      if (!isLogout || nonce !== undefined || (sub === null && session === null)) throw new Error('not a logout token');
      return { subject: sub, session, before: new Date((iat! + CLOCK_S) * 1000) };
    } catch (error) {
      throw new ProblemError('sso_refused', { name: this.name, reason: reasonOf(error) });
    }
  }

  async #configuration(kept_ms = SAID_MS): Promise<oidc.Configuration> {
    if (this.#said !== null && Date.now() - this.#said.at < kept_ms) return this.#said.configuration;
    this.#asking ??= this.#discover().finally(() => (this.#asking = null));
    try {
      return await this.#asking;
    } catch (error) {
      if (this.#said !== null && kept_ms === SAID_MS) return this.#said.configuration;
      throw new ProblemError('sso_away', { name: this.name, reason: reasonOf(error) }, { 'retry-after': '30' });
    }
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, client_id } = this.#settings;
    const configuration = await oidc.discovery(new URL(issuer), client_id, {}, this.#authentication, {
      [oidc.customFetch]: this.#fetch as oidc.CustomFetch,
      execute: [
        oidc.enableNonRepudiationChecks, // the signature is looked at, though the token came over TLS
        ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
      ],
    });
    const { jwks_uri } = configuration.serverMetadata();
    if (jwks_uri === undefined) throw new Error('jwks_uri?');
    const keys = createRemoteJWKSet(new URL(jwks_uri), {
      [joseFetch]: (url, { method, headers, signal }) =>
        this.#fetch(url, { method, headers: Object.fromEntries(headers), signal }),
    });
    this.#said = { configuration, keys, at: Date.now() };
    return configuration;
  }
}

const SIGNING: Record<string, string> = { rsa: 'RS256', ec: 'ES256', ed25519: 'EdDSA' };

async function keyOf(file: string): Promise<oidc.ClientAuth> {
  const text = contentOf('OIDC_CLIENT_KEY', file);
  try {
    return oidc.PrivateKeyJwt(await importPKCS8(text, SIGNING[createPrivateKey(text).asymmetricKeyType ?? ''] ?? ''));
  } catch {
    throw new ConfigError('config_oidc_key', { file });
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.length <= 500 ? value : null);

/** The issuer's own code, or the innermost cause: enough for whoever runs the server, nothing of the person. */
function reasonOf(error: unknown): string {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) {
    const { error: code } = one as { error?: unknown };
    if (typeof code === 'string') return code;
    if (one.cause === undefined || !(one.cause instanceof Error)) return one.message;
  }
  return String(error);
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError('config_file_unreadable', {
      name,
      file,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    });
  }
}
