import { spawnSync } from 'node:child_process';

/** What npm said of the registry's signatures: kept by all, broken by some, or nothing, and why. */
export type Signatures =
  | { state: 'whole' }
  | { state: 'broken'; packages: string[] }
  | { state: 'unasked'; why: string };

interface Signed {
  name?: string;
  version?: string;
}

/**
 * Reads what `npm audit signatures --json` printed. A package without a signature isn't a broken one: a registry of one's own may have none.
 * What can't be read as an answer is none: no network, a mirror that keeps no keys, a time that was up.
 */
export function readSignatures(printed: string, said: string): Signatures {
  const answer = parsed(printed);
  if (!Array.isArray(answer?.invalid))
    return { state: 'unasked', why: firstLine(said) || 'the registry gave no answer' };
  const packages = (answer.invalid as Signed[]).map(({ name = '?', version = '?' }) => `${name}@${version}`);
  return packages.length > 0 ? { state: 'broken', packages } : { state: 'whole' };
}

function parsed(text: string): { invalid?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 200) ?? '';

interface BillOfMaterials {
  bomFormat?: string;
  components?: { name?: string; version?: string; purl?: string }[];
}

/**
 * What is wrong with a bill of materials (CycloneDX); nothing for one that names every package with its version.
 */
export function faultsOf({ bomFormat, components = [] }: BillOfMaterials): string[] {
  if (bomFormat !== 'CycloneDX') return [`it is ${bomFormat ?? 'nothing'}, not CycloneDX`];
  if (components.length === 0) return ['it names no package'];
  return components
    .filter(({ version, purl }) => !version || !purl)
    .map(({ name }) => `${name} has no version or no address`);
}

const ASKED_MS = 60_000;
const BYTES_MAX = 64 * 1024 * 1024;

const npm = (root: string, args: string[]) =>
  spawnSync('npm', args, { cwd: root, encoding: 'utf8', timeout: ASKED_MS, maxBuffer: BYTES_MAX });

/** Asks the registry whether it signed what is installed. */
export function auditSignatures(root: string): Signatures {
  const { stdout, stderr, error } = npm(root, ['audit', 'signatures', '--json', '--fetch-retries=1']);
  return readSignatures(stdout ?? '', error?.message ?? stderr ?? '');
}

/** Makes the bill of materials of what is installed for production, from the lock file alone. @returns what is wrong with it */
export function auditBill(root: string): string[] {
  const { stdout, stderr, status } = npm(root, [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--package-lock-only',
    '--omit',
    'dev',
  ]);
  const bill = status === 0 ? (parsed(stdout) as BillOfMaterials | null) : null;
  return bill === null ? [firstLine(stderr) || 'npm sbom gave none'] : faultsOf(bill);
}
