import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The import direction, as a failing test. A room may import what its line allows and nothing else: a wrong import
 * compiles today and costs a rewrite in a year. The reason for each line stands beside it.
 */
const root = resolve(import.meta.dirname, '..');

/** What each member of the workspace may import, apart from itself. */
const ALLOWED: Record<string, { packages: string[]; reason: string }> = {
  'packages/analysis': { packages: [], reason: 'the statistics take arrays and return arrays; they know nobody' },
  'packages/incidents': {
    packages: ['@lagesbild/analysis'],
    reason: 'the columns are swept by the same kernels everywhere',
  },
  'packages/contract': { packages: ['zod'], reason: 'what crosses the wire depends on no implementation of it' },
  'apps/api': {
    packages: [
      '@lagesbild/contract',
      '@lagesbild/contract/receipt-code',
      '@lagesbild/incidents',
      '@lagesbild/analysis',
    ],
    reason: 'an app uses packages, never another app',
  },
  'apps/web': {
    packages: [
      '@lagesbild/contract',
      '@lagesbild/contract/receipt-code',
      '@lagesbild/contract/week',
      '@lagesbild/incidents',
      '@lagesbild/analysis',
    ],
    reason: 'an app uses packages, never another app',
  },
};

/** Rooms of the api that any room may use: the database, and the log that what they do is written into. */
const SHARED_IN_API = ['db', 'audit'];

/**
 * Rooms of the api that one other room is built on, each with its reason. Everything else two rooms need lives in db/ or a package.
 */
const BUILT_ON: Record<string, { rooms: string[]; reason: string }> = {
  import: {
    rooms: ['municipality'],
    reason: 'a file from elsewhere opens an area, and the shipped lists map its categories',
  },
  disclosure: {
    rooms: ['incident'],
    reason: 'what is given out is selected by the incident store, as the map counts it',
  },
  population: {
    rooms: ['import', 'zone'],
    reason: 'files of squares are received and read by the readers that files of incidents, and of zones, have',
  },
  perception: {
    rooms: ['import'],
    reason: 'files of dialogues and surveys are received and read by the readers that files of incidents have',
  },
  'harm-weight': { rooms: ['import'], reason: 'files of weights are read by the readers that files of incidents have' },
  action: {
    rooms: ['incident', 'analysis'],
    reason: 'an evaluation counts incidents as the map does, and is kept as an exhibit like any other answer',
  },
  walk: {
    rooms: ['perception'],
    reason: 'what is seen at a walk is said by the choices, and lies within the reach, of what is said at a meeting',
  },
  analysis: { rooms: ['incident'], reason: 'a method is asked of the incident store' },
  'zone-proposal': {
    rooms: ['incident', 'analysis'],
    reason:
      'zones are proposed from what the incident store counts, and told of while they are worked out as methods are',
  },
  open311: { rooms: ['flag'], reason: 'a request of another system is a flag, taken in by the same desk' },
  patrol: {
    rooms: ['zone'],
    reason: 'what an application for a permit rests on is asked of an outline that may be drawn as a zone may',
  },
  tile: { rooms: ['incident'], reason: 'a tile is cut from the incident store' },
};

/** Rooms of the api whose statements are the public's, but for the files that an administrator's page asks; and a staff room's file that visitors ask. */
const PUBLIC_ROOMS = ['flag', 'open311'];
const PUBLIC_FILES = ['publication/shelf.ts'];
const STAFFS_OWN = [
  ...['flag/setting.ts', 'flag/setting-routes.ts'],
  ...['flag/street-command.ts', 'flag/geocoder-command.ts'],
];
const isPublic = (file: string): boolean =>
  PUBLIC_FILES.includes(file) || (PUBLIC_ROOMS.includes(file.split('/')[0] as string) && !STAFFS_OWN.includes(file));

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Specifiers of all static and dynamic imports and re-exports of a file. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements = text.matchAll(/^(?:import|export)\s[^'"]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm);
  const calls = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [...statements, ...calls].map((match) => (match[1] ?? match[2]) as string);
}

const isTest = (file: string): boolean => /\.test\.tsx?$|[/\\]testing\.ts$/.test(file);

describe('imports run one way', () => {
  for (const [member, { packages, reason }] of Object.entries(ALLOWED)) {
    test(`${member}: ${reason}`, () => {
      const wrong: string[] = [];
      const files = sourceFiles(join(root, member, 'src'));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        for (const specifier of importsOf(file)) {
          const where = relative(root, file);
          if (specifier.startsWith('.')) {
            const target = relative(join(root, member), resolve(dirname(file), specifier));
            if (target.startsWith('..')) wrong.push(`${where} reaches out of its room: ${specifier}`);
          } else if (specifier.startsWith('@lagesbild/') && !packages.includes(specifier)) {
            wrong.push(`${where} imports ${specifier}`);
          } else if (member.startsWith('packages/') && !isTest(file)) {
            const foreign = !specifier.startsWith('@lagesbild/') && !packages.includes(specifier);
            if (foreign) wrong.push(`${where} imports ${specifier}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  test('packages use neither the DOM nor node: modules', () => {
    const wrong: string[] = [];
    for (const member of ['packages/analysis', 'packages/incidents', 'packages/contract']) {
      for (const file of sourceFiles(join(root, member, 'src')).filter((name) => !isTest(name))) {
        const text = readFileSync(file, 'utf8');
        if (/from ['"]node:/.test(text) || /\b(?:window|document|process)\.[a-z]/.test(text))
          wrong.push(relative(root, file));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('rooms of the api do not import each other, but for those that are built on one', () => {
    const api = join(root, 'apps/api/src');
    const wrong: string[] = [];
    for (const file of sourceFiles(api)) {
      const room = relative(api, file).split('/')[0] as string;
      if (room.endsWith('.ts') || SHARED_IN_API.includes(room) || isTest(file)) continue;
      for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) {
        const target = relative(api, resolve(dirname(file), specifier)).split('/')[0] as string;
        if (target === room || target.endsWith('.ts') || SHARED_IN_API.includes(target) || target === 'sentences')
          continue;
        if (BUILT_ON[room]?.rooms.includes(target)) continue;
        wrong.push(`${relative(root, file)} imports the room ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('what the public asks goes to the database as the public side, never by staff’s pool', () => {
    const api = join(root, 'apps/api/src');
    const wrong: string[] = [];
    const files = sourceFiles(api).filter((file) => !isTest(file) && isPublic(relative(api, file)));
    expect(files.length).toBeGreaterThan(10);
    for (const file of PUBLIC_FILES) expect(files).toContain(join(api, file));
    for (const file of files)
      if (/\.knex\b|\{[^}]*\bknex\b[^}]*\}/.test(readFileSync(file, 'utf8').replace(/^import .*$/gm, '')))
        wrong.push(relative(root, file));
    expect(wrong).toEqual([]);
  });

  test('map layers depend on theme and legend, not on panels, React or the network', () => {
    const wrong: string[] = [];
    for (const file of sourceFiles(join(root, 'apps/web/src/map/layers'))) {
      for (const specifier of importsOf(file)) {
        if (/panels|react|api\.ts|engine\//.test(specifier)) wrong.push(`${relative(root, file)} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the product never reads the folder of development data', () => {
    const wrong: string[] = [];
    for (const member of Object.keys(ALLOWED)) {
      for (const file of sourceFiles(join(root, member, 'src')).filter((name) => !isTest(name))) {
        if (/['"`/]shared\/(?:data|design|lab)/.test(readFileSync(file, 'utf8'))) wrong.push(relative(root, file));
      }
    }
    expect(wrong).toEqual([]);
  });
});
