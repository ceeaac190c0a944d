import { createHash } from 'node:crypto';
import { release } from '@lagesbild/analysis';
import type { Names } from '@lagesbild/contract';
import { SUBJECTS, type Subject } from './eligible.ts';
import type { PublishedGroup } from './groups.ts';
import type { Period } from './period.ts';
import { drawPicture } from './picture.ts';
import type { Squares } from './squares.ts';

/** A file of a release, byte for byte as it is given to everybody. */
export interface ReleaseFile {
  name: string;
  type: string;
  digest: string;
  content: Buffer;
}

/** All that a release may tell: whatever isn't here can't get into a file. */
export interface Released {
  area: { slug: string; names: Names; srid: number };
  period: Period;
  demonstration: boolean;
  squares: Squares;
  /** per subject what is shown, square by square, group by group in each */
  shown: Record<Subject, { groups: readonly PublishedGroup[]; bands: Int32Array; total: number | null }>;
  /** of the flags that were sent in the quarter; null in a year's release */
  answers: { same_month: number; later: number; waiting: number } | null;
}

/** A release has these and no others. */
export const FILES = ['release.json', 'table.csv', 'map.geojson', 'picture.png'] as const;

const LICENCE = 'CC0-1.0';
/** Said in every file, and on the page of methods. */
export const PARAMETERS = {
  noise: 'two-sided geometric, p ∝ e^(−|z|/3), keyed by the records',
  shown_from: release.SHOWN_FROM,
  bands: '10–14, 15–19, 20–29, 30–34, 35–39 …',
  total_step: release.TOTAL_STEP,
  answer_step: release.ANSWER_STEP,
  delay_days: { quarter: 30, year: 60 },
} as const;

/** How a band is written, in every file and on the page. */
export function bandText(band: number): string {
  const [least, most] = release.GATE.range(band);
  return `${least}–${most}`;
}

/** The files of a release. They are made of what is shown and of nothing else: not a byte depends on what is hidden. */
export function releaseFiles(released: Released): ReleaseFile[] {
  return [
    fileOf('release.json', 'application/json; charset=utf-8', jsonOf(released)),
    fileOf('table.csv', 'text/csv; charset=utf-8', csvOf(released)),
    fileOf('map.geojson', 'application/geo+json; charset=utf-8', geojsonOf(released)),
    fileOf('picture.png', 'image/png', drawPicture(released)),
  ];
}

/** Over names and contents. */
export const digestOf = (files: readonly ReleaseFile[]): string =>
  sha256(files.map(({ name, digest }) => `${name} ${digest}\n`).join(''));

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

function fileOf(name: string, type: string, text: string | Buffer): ReleaseFile {
  const content = Buffer.from(text);
  return { name, type, content, digest: sha256(content) };
}

function metadata({ area, period, demonstration, squares }: Released) {
  const { kind, release: name, from, to, frozen_on } = period;
  return {
    ...{ release: name, kind, from, to, frozen_on, demonstration, licence: LICENCE },
    area: { slug: area.slug, names: area.names, crs: `EPSG:${area.srid}` },
    grid: { origin: [0, 0], side_m: squares.side_m },
    parameters: PARAMETERS,
  };
}

function jsonOf(released: Released): string {
  const { squares, shown, answers } = released;
  return JSON.stringify({
    ...metadata(released),
    squares: { east: [...squares.east], north: [...squares.north], names: squares.names },
    subjects: Object.fromEntries(
      SUBJECTS.map((subject) => {
        const { groups, bands, total } = shown[subject];
        return [subject, { groups, bands: [...bands], total }];
      }),
    ),
    answers,
  });
}

function csvOf(released: Released): string {
  const { squares, shown, period } = released;
  const lines = ['release,subject,group,east_m,north_m,side_m,reports'];
  for (const subject of SUBJECTS) {
    const { groups, bands } = shown[subject];
    const columns = period.kind === 'year' ? ['all'] : groups.map(({ group }) => String(group));
    for (const [i, band] of bands.entries()) {
      const square = Math.floor(i / columns.length);
      const [east, north] = [squares.east[square]! * squares.side_m, squares.north[square]! * squares.side_m];
      const column = columns[i % columns.length];
      lines.push([period.release, subject, column, east, north, squares.side_m, bandText(band)].join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

function geojsonOf(released: Released): string {
  const { squares, shown, period } = released;
  const features = squares.corners.map((corners, i) => ({
    type: 'Feature',
    id: i,
    properties: Object.fromEntries(
      SUBJECTS.flatMap((subject) => {
        const { groups, bands } = shown[subject];
        const columns = period.kind === 'year' ? ['all'] : groups.map(({ group }) => String(group));
        return columns.map((column, j) => [`${subject}_${column}`, bands[i * columns.length + j]]);
      }),
    ),
    geometry: { type: 'Polygon', coordinates: [corners] },
  }));
  return JSON.stringify({
    type: 'FeatureCollection',
    metadata: { ...metadata(released), outline: squares.outline },
    features,
  });
}
