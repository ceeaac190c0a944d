import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, type Rolldown, transformWithOxc } from 'vite';

const WORKER = join(import.meta.dirname, 'src/resident/offline/worker.ts');
/** What stands in a part that is fetched only by who wants it: the map is larger than all the rest, and so are foreign projections. */
const ON_DEMAND = /square-map|[/\\]node_modules[/\\](maplibre-gl|proj4)[/\\]/;

type Bundle = Rolldown.OutputBundle;

/** The files of a page that it needs without a connection: its own, their styles and fonts, and what they may ask for. */
export function filesOf(bundle: Bundle, entry: string): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const walk = (fileName: string): void => {
    const chunk = chunks.find((one) => one.fileName === fileName);
    if (chunk === undefined || found.has(fileName) || chunk.moduleIds.some((id) => ON_DEMAND.test(id))) return;
    found.add(fileName);
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])])
      found.add(file);
    for (const file of [...chunk.imports, ...chunk.dynamicImports]) walk(file);
  };
  const first = chunks.find((chunk) => chunk.isEntry && chunk.name === entry);
  if (first !== undefined) walk(first.fileName);
  return [...found].sort();
}

/** The page among a phone's own: its name and icon tell nobody what it is for. Its addresses are taken from where it is served. */
const manifestOf = (icon: string): string =>
  JSON.stringify({
    name: 'Platser',
    short_name: 'Platser',
    start_url: 'plats',
    scope: 'plats',
    display: 'standalone',
    background_color: '#faf8f4',
    theme_color: '#faf8f4',
    icons: [{ src: `/${icon}`, sizes: 'any', type: 'image/svg+xml' }],
  });

/**
 * Writes what the resident page needs beside its bundle: `plats-offline.js`, its service worker with the names of the page's
 * files before it, and `plats.webmanifest`.
 */
export function offlineFiles(entry: string): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const files = filesOf(bundle, entry).map((file) => `/${file}`);
      const icon = Object.keys(bundle).find((file) => /plats-icon.*\.svg$/.test(file));
      if (files.length === 0 || icon === undefined) return;
      const { code } = await transformWithOxc(readFileSync(WORKER, 'utf8'), WORKER);
      const version = createHash('sha256').update(`${files.join()}${code}`).digest('base64url').slice(0, 12);
      const before = `const FILES = ${JSON.stringify(files)};\nconst VERSION = '${version}';\n`;
      this.emitFile({ type: 'asset', fileName: 'plats-offline.js', source: `${before}${code}` });
      this.emitFile({ type: 'asset', fileName: 'plats.webmanifest', source: manifestOf(icon) });
    },
  };
}
