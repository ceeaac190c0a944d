import { isCommon } from './account/common-password.ts';
import { type Config, ConfigError } from './config.ts';
import { registerSentences, type Said } from './sentence.ts';
import { isLoopbackName } from './visitor.ts';

registerSentences({
  sv: {
    secret_weak:
      'Hemligheten i {name} {why}, och Lägesbild kan nås av andra än den här datorn. Byt den där den används, till exempel till utskriften av: openssl rand -hex 24',
    secret_short: 'är kortare än {min} tecken',
    secret_common: 'är bland det första någon provar',
  },
  en: {
    secret_weak:
      'The secret in {name} {why}, and others than this machine can reach Lägesbild. Change it where it is used, for example to what this prints: openssl rand -hex 24',
    secret_short: 'is shorter than {min} characters',
    secret_common: 'is among the first that somebody tries',
  },
  ar: {
    secret_weak:
      'السر في {name} {why}، ويمكن لغير هذا الجهاز أن يصل إلى Lägesbild. غيّره حيث يُستخدم، مثلًا إلى ما يطبعه: openssl rand -hex 24',
    secret_short: 'أقصر من {min} حرفًا',
    secret_common: 'من أول ما يُجرَّب',
  },
});

/** Nobody has to remember it or type it. */
const SECRET_MIN = 16;

interface Secret {
  name: string;
  value: string;
  /** what a stranger may know that goes with it */
  own: readonly string[];
}

const ofAddress = (name: string, address: string | null): Secret[] => {
  if (address === null) return [];
  const { username, password, pathname } = new URL(address);
  const own = [decodeURIComponent(username), pathname.slice(1)];
  return password === '' ? [] : [{ name, value: decodeURIComponent(password), own }];
};

/** Every secret that the environment holds. A certificate, a socket or a password file hold others, which aren't seen here. */
const secretsOf = (
  { database_url, database_side_urls, database_replica_urls, oidc }: Config,
  PGPASSWORD: string | undefined,
): Secret[] => [
  ...ofAddress('DATABASE_URL', database_url),
  ...ofAddress('DATABASE_PUBLIC_URL', database_side_urls.public),
  ...ofAddress('DATABASE_PATROL_URL', database_side_urls.patrol),
  ...database_replica_urls.flatMap((address) => ofAddress('DATABASE_REPLICA_URLS', address)),
  ...(database_url !== null && PGPASSWORD ? [{ name: 'PGPASSWORD', value: PGPASSWORD, own: [] }] : []),
  ...(oidc?.client_secret ? [{ name: 'OIDC_CLIENT_SECRET', value: oidc.client_secret, own: [oidc.client_id] }] : []),
];

/** Can others than whoever sits at this machine reach the application? */
const isReached = ({ production, host, public_url }: Config): boolean =>
  production || !isLoopbackName(host) || (public_url !== null && !isLoopbackName(new URL(public_url).hostname));

/**
 * Where strangers reach the application, what it opens the database with is no word that they would try.
 * @throws {ConfigError} naming the setting, never its value
 */
export function refuseWeakSecrets(config: Config, env: Record<string, string | undefined>): void {
  if (!isReached(config)) return;
  for (const { name, value, own } of secretsOf(config, env.PGPASSWORD)) {
    const why: Said | null =
      value.length < SECRET_MIN
        ? { say: 'secret_short', with: { min: SECRET_MIN } }
        : isCommon(value, own)
          ? { say: 'secret_common' }
          : null;
    if (why !== null) throw new ConfigError('secret_weak', { name, why });
  }
}
