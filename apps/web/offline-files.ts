import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, type Rolldown, transformWithOxc } from 'vite';

const WORKER = join(import.meta.dirname, 'src/offline/worker.ts');

/** A page that opens without a connection. */
export interface OfflinePage {
  /** Its bundle. */
  entry: string;
  /** Its address below the area's. */
  page: string;
  /** What its caches are called. */
  kept_as: string;
  /** What it asks the api for; {area} stands for the area. */
  asked: readonly string[];
  /** Of the parts that are fetched when they are wanted, by the modules in them: those it can't do without. */
  needs: (modules: readonly string[]) => boolean;
}

/** The map is larger than all the rest of the resident page, and so are foreign projections. */
const ON_DEMAND = /square-map|[/\\]node_modules[/\\](maplibre-gl|proj4)[/\\]/;
export const RESIDENT_PAGE: OfflinePage = {
  ...{ entry: 'plats', page: 'plats', kept_as: 'places' },
  asked: ['/api/{area}/flags/form', '/api/{area}/flags/streets', '/api/installation/resident'],
  needs: (modules) => !modules.some((id) => ON_DEMAND.test(id)),
};

/** Of the workspaces of staff only the one for meetings, with its map, in every language. */
const MEETING = /[/\\]pages[/\\]dialogue[/\\]live[/\\]|[/\\]src[/\\]text[/\\]/;
export const MEETING_PAGE: OfflinePage = {
  ...{ entry: 'staff', page: 'dialog', kept_as: 'meeting' },
  asked: ['/api/session', '/api/installation', '/api/{area}', '/api/{area}/places', '/api/{area}/flags/form'],
  needs: (modules) => modules.some((id) => MEETING.test(id)),
};

/** And the one for safety walks, whose map is that of meetings. */
const WALKING = /[/\\]pages[/\\](dialogue[/\\]live|walk)[/\\]|[/\\]src[/\\]text[/\\]/;
export const WALK_PAGE: OfflinePage = {
  ...{ entry: 'staff', page: 'vandringar', kept_as: 'walk' },
  asked: [...MEETING_PAGE.asked, '/api/{area}/walks', '/api/{area}/walk-managers'],
  needs: (modules) => modules.some((id) => WALKING.test(id)),
};

/** A unit's page. What the unit is to do is kept by the page itself, which forgets it when the unit leaves. */
export const UNIT_PAGE: OfflinePage = {
  ...{ entry: 'besok', page: 'besok', kept_as: 'visits' },
  asked: [],
  needs: () => true,
};

type Bundle = Rolldown.OutputBundle;

/** The files of a page that it needs without a connection: its own, their styles, fonts and workers, and what they may ask for. */
export function filesOf(bundle: Bundle, { entry, needs }: Pick<OfflinePage, 'entry' | 'needs'>): string[] {
  const chunks = new Map(
    Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  );
  const workers = Object.keys(bundle).filter((name) => name.endsWith('.js') && !chunks.has(name));
  const found = new Set<string>();
  const walk = (fileName: string): void => {
    const chunk = chunks.get(fileName);
    if (chunk === undefined || found.has(fileName)) return;
    found.add(fileName);
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])])
      found.add(file);
    for (const file of workers) if (chunk.code.includes(file)) found.add(file);
    for (const file of chunk.imports) walk(file);
    for (const file of chunk.dynamicImports) if (needs(chunks.get(file)?.moduleIds ?? [])) walk(file);
  };
  for (const chunk of chunks.values()) if (chunk.isEntry && chunk.name === entry) walk(chunk.fileName);
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

/** Writes `plats-offline.js` and the like beside the bundles: a service worker, with what it is for before it. */
export function offlineFiles(offline: OfflinePage): Plugin {
  const { page, kept_as, asked } = offline;
  return {
    name: `offline-files-${page}`,
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const files = filesOf(bundle, offline).map((file) => `/${file}`);
      if (files.length === 0) return;
      const { code } = await transformWithOxc(readFileSync(WORKER, 'utf8'), WORKER);
      const version = createHash('sha256').update(`${files.join()}${code}`).digest('base64url').slice(0, 12);
      const before = Object.entries({ PAGE_NAME: page, KEPT_AS: kept_as, FILES: files, VERSION: version, ASKED: asked })
        .map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`)
        .join('');
      this.emitFile({ type: 'asset', fileName: `${page}-offline.js`, source: `${before}${code}` });
    },
  };
}

/** Writes `plats.webmanifest` beside the bundles. */
export const residentManifest = (): Plugin => ({
  name: 'resident-manifest',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const icon = Object.keys(bundle).find((file) => /plats-icon.*\.svg$/.test(file));
    if (icon !== undefined) this.emitFile({ type: 'asset', fileName: 'plats.webmanifest', source: manifestOf(icon) });
  },
});
