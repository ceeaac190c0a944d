import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { filesOf, RESIDENT_PAGE } from '../../offline-files.ts';

/** What a phone on a bus fetches before the first question is there, bytes of JavaScript as they travel. */
const MOST_BYTES = 100_000;
const ROOT = join(import.meta.dirname, '../..');

let bundle: Rolldown.OutputBundle;

beforeAll(async () => {
  const built = await build({
    ...{ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'silent' },
    build: { write: false, rolldownOptions: { input: join(ROOT, 'plats.html') } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  bundle = Object.fromEntries(output.map((file) => [file.fileName, file]));
}, 120_000);

const chunks = (): Rolldown.OutputChunk[] => Object.values(bundle).filter((file) => file.type === 'chunk');
const entry = (): Rolldown.OutputChunk => chunks().find(({ isEntry, name }) => isEntry && name === 'plats')!;

/** The chunks that the page can't begin without, and one language. */
function firstLoad(language: string): Rolldown.OutputChunk[] {
  const all = new Map(chunks().map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<Rolldown.OutputChunk>();
  const walk = (chunk: Rolldown.OutputChunk): void => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) walk(all.get(name)!);
  };
  walk(entry());
  walk(chunks().find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/resident/text/${language}.json`)))!);
  return [...found];
}

it('the first load is less than 100 kB of packed JavaScript, in the language that weighs most', () => {
  const languages = chunks().flatMap(({ moduleIds }) =>
    moduleIds.flatMap((id) => /\/resident\/text\/([a-z]+)\.json$/.exec(id)?.[1] ?? []),
  );
  expect(languages).toContain('sv');
  const bytes = languages.map((language) =>
    firstLoad(language).reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0),
  );
  // A page that weighed nothing would have been measured wrongly.
  expect(Math.min(...bytes)).toBeGreaterThan(10_000);
  expect(Math.max(...bytes)).toBeLessThan(MOST_BYTES);
});

it('neither React, schemas, the map, foreign projections, QR codes nor what solves tasks are in it', () => {
  const modules = firstLoad('sv').flatMap(({ moduleIds }) => moduleIds);
  expect(modules.some((id) => id.includes('/preact/'))).toBe(true);
  const heavy = /node_modules\/(react|react-dom|react-aria[\w-]*|zod|maplibre-gl|proj4|uqr|hash-wasm|i18next)\//;
  expect(modules.filter((id) => heavy.test(id))).toEqual([]);
});

it('without a connection there is all of the page but the map: its languages, fonts, codes, and what it begins with', () => {
  const files = filesOf(bundle, RESIDENT_PAGE);
  for (const { fileName } of firstLoad('ar')) expect(files).toContain(fileName);
  expect(files.some((file) => /\/sv-.*\.js$/.test(file))).toBe(true);
  expect(files.some((file) => /plex-sans-arabic.*\.woff2$/.test(file))).toBe(true);
  expect(files.some((file) => /\/qr-.*\.js$/.test(file))).toBe(true);
  expect(files.some((file) => /maplibre|square-map/.test(file))).toBe(false);
  const worker = bundle['plats-offline.js'] as Rolldown.OutputAsset;
  for (const file of files) expect(String(worker.source)).toContain(`"/${file}"`);
});
