import { RESERVED_SLUGS } from '@lagesbild/contract';
import type { SourceFile } from './source-file.ts';

/** Words of a file's name that say what it holds, not where it is from. */
const GENERAL = new Set(
  'robberies robbery burglary burglaries crime crimes crimedata incidents incident events event data export extract street near repeat police policeuk polisen händelser brott anmälda anmälningar statistik data utdrag lista alla ny new final copy kopia csv xlsx json geojson ndjson gz of and och i the från till from to lan points utf8'.split(
    ' ',
  ),
);
const FORCE = /\s+(constabulary|police( service| department)?|polis(en)?)$/i;

/**
 * What to call the area a file opens: the force that most rows name, the county of polisen.se's rows, or what is left
 * of the file's name without the general words.
 */
export function nameArea(file: SourceFile): string {
  const column = file.format === 'police_uk' ? 'Falls within' : file.format === 'polisen' ? 'location.name' : null;
  if (column) {
    const at = file.headers.indexOf(column);
    const names = file.sample.map(({ values }) => (values[at] ?? '').trim()).filter((name) => name !== '');
    const county =
      file.format === 'polisen' && new Set(names).size > 1 ? names.find((name) => / län$/.test(name)) : null;
    const name = county ?? commonest(names);
    if (name) return name.replace(FORCE, '');
  }
  const base = file.fileName.replace(/^.*[\\/]/, '').replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '');
  const words = base.normalize('NFC').split(/[^\p{L}\p{N}]+/u);
  const kept = words.filter((word) => word !== '' && !GENERAL.has(word.toLowerCase()) && !/^\d+$/.test(word));
  const name = (kept.length > 0 ? kept : words).join(' ').trim().slice(0, 60);
  return name === '' ? 'Nytt område' : name.charAt(0).toLocaleUpperCase('sv') + name.slice(1);
}

/** @returns a slug that no area and no address of the program has */
export function slugFor(name: string, taken: readonly string[]): string {
  const plain = asciiSlug(name)
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const base = plain.length < 2 ? 'omrade' : plain;
  const used = new Set<string>([...taken, ...RESERVED_SLUGS]);
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!used.has(slug)) return slug;
  }
}

/** Lower-case letters, digits and single hyphens; å, ä, ö and other marked letters lose their marks. */
export function asciiSlug(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

function commonest(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? null;
}
