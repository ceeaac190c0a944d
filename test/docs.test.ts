import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { help } from '../apps/api/src/commands.ts';

/** What the documents say can be opened, run and set is there: a stranger tries it word by word. */
const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .sort();
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = new Set([...help('en').matchAll(/^ {2}lagesbild (\w+)/gm)].map((match) => match[1]));
/** What npm itself knows; `start` and `test` are scripts, too. */
const OF_NPM = ['ci', 'install', 'run', 'sbom', 'audit'];
/** Folders at the root whose files documents name. */
const PATH = /^(?:apps|packages|migrations|test|bench|prove|docs|\.ci)\/[\w./-]+$/;

/** Code in a page, in line or as a block. */
const codeOf = (text: string): string[] =>
  [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map((match) => match[1] ?? (match[2] as string));

/** A decision may be named by its number alone. */
const isThere = (path: string): boolean =>
  existsSync(join(root, path)) ||
  (/^docs\/decisions\/\d{4}$/.test(path) &&
    readdirSync(join(root, 'docs/decisions')).some((name) => name.startsWith(path.slice(-4))));

/** A heading's address, as a Markdown reader makes it. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('there are pages, scripts and commands to look at', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'docs/operations.md']));
  expect([...commands]).toEqual(expect.arrayContaining(['import', 'undo', 'municipality', 'health']));
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links only to what is there', () => {
    const links = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(
      (match) => match[1] as string,
    );
    const broken = links.filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names only scripts and commands that can be run', () => {
    const unknown = codeOf(text).flatMap((code) => {
      const run = [...code.matchAll(/\bnpm run ([\w:-]+)/g)].filter(
        (match) => scripts[match[1] as string] === undefined,
      );
      const own = [...code.matchAll(/\bnpm (?!run\b)([a-z]+)\b/g)].filter(
        (match) => !OF_NPM.includes(match[1] as string) && scripts[match[1] as string] === undefined,
      );
      const typed = [...code.matchAll(/\blagesbild (?:-- )?([a-z]+)\b/g)].filter(
        (match) => match[1] !== 'help' && !commands.has(match[1]),
      );
      return [...run, ...own, ...typed].map((match) => match[0]);
    });
    expect(unknown).toEqual([]);
  });

  test('names only files that are there', () => {
    const named = codeOf(text).filter((code) => PATH.test(code) && !/\*|<|NNNN/.test(code));
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });
});

test('every script is described in CONTRIBUTING, but what npm runs by itself', () => {
  const text = read('CONTRIBUTING.md');
  const own = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name) && name !== 'prepare');
  const undescribed = own.filter((name) => !new RegExp(`\\| \`npm (run )?${name}(\`| )`).test(text));
  expect(undescribed).toEqual([]);
});

test('the architecture names every room of the api', () => {
  const rooms = readdirSync(join(root, 'apps/api/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'apps/api/src', entry.name, 'routes.ts')))
    .map((entry) => entry.name);
  expect(rooms).toContain('incident');
  const named = codeOf(read('ARCHITECTURE.md'));
  expect(rooms.filter((room) => !named.includes(room))).toEqual([]);
});

test('the glossary has one line for each word', () => {
  const words = [...read('docs/glossary.md').matchAll(/^\| (.+?) \|/gm)].flatMap((match) => match[1]!.split(/[;,] ?/));
  expect(words).toContain('incident');
  expect(words.filter((word, i) => word !== '' && words.indexOf(word) < i)).toEqual([]);
});

test('every setting is described in .env.example, and every one described is read', () => {
  const described = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1] as string);
  const config = read('apps/api/src/config.ts');
  const used = [...config.matchAll(/'([A-Z][A-Z_]{3,})'/g)].map((match) => match[1] as string);
  expect(described.filter((name) => !used.includes(name))).toEqual([]);
  const settings = new Set([...config.matchAll(/text\('([A-Z_]+)'\)/g)].map((match) => match[1] as string));
  expect([...settings].filter((name) => !described.includes(name))).toEqual([]);
  const operations = read('docs/operations.md');
  expect([...settings].filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
});
