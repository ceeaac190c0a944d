import { type ANSWERS, isMethod, type MethodName } from '@lagesbild/contract';
import type { z } from 'zod';
import type { ExhibitAnswer } from './answer.ts';

type Answers = { [M in MethodName]: z.infer<(typeof ANSWERS)[M]> };

/** One value of a table, and how it is written. */
export type Value =
  | { readonly kind: 'count' | 'number' | 'p'; readonly value: number | null }
  | { readonly kind: 'word'; readonly key: string }
  | { readonly kind: 'category'; readonly code: string }
  | { readonly kind: 'place'; readonly slug: string }
  | { readonly kind: 'cells'; readonly n: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'days'; readonly from: string; readonly to: string }
  | { readonly kind: 'interval'; readonly low: number | null; readonly high: number | null };

/** What an answer comes to, as a table a person reads: columns by name, the most telling rows first. */
export interface Findings {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

type Known = number | null | undefined;
const count = (value: Known): Value => ({ kind: 'count', value: value ?? null });
const number = (value: Known): Value => ({ kind: 'number', value: value ?? null });
const p = (value: Known): Value => ({ kind: 'p', value: value ?? null });
const word = (key: string): Value => ({ kind: 'word', key });
const text = (said: string): Value => ({ kind: 'text', text: said });
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const two = (hour: number): string => String(hour).padStart(2, '0');

/** The rules are called by their authors, in every language. */
const RULE_NAMES = {
  scott: 'Scott',
  diggle: 'Berman & Diggle',
  likelihood: 'Loader',
  cvl: 'Cronie & van Lieshout',
} as const;

const TABLES: { readonly [M in MethodName]: (answer: Answers[M]) => Findings } = {
  gistar: ({ spots }) => ({
    columns: ['rank', 'count', 'expected', 'p'],
    rows: spots.map((spot, at) => [count(at + 1), count(spot.count), number(spot.expected), p(spot.p)]),
  }),
  emerging: ({ changes }) => ({
    columns: ['class', 'cells', 'count'],
    rows: changes.map(({ class: name, cells, counts }) => [
      word(`class.${name}`),
      count(cells.length),
      count(sum(counts)),
    ]),
  }),
  moran: ({ quadrant }) => ({
    columns: ['quadrant', 'cells'],
    rows: [1, 2, 3, 4].map((one) => [word(`quadrant.${one}`), count(quadrant.filter((of) => of === one).length)]),
  }),
  clusters: ({ clusters }) => ({
    columns: ['rank', 'count', 'area'],
    rows: clusters.map((cluster, at) => [count(at + 1), count(cluster.count), number(cluster.area_m2 / 1e6)]),
  }),
  'near-repeat': ({ distances, days, observed, expected, ratio, p: chance }) => ({
    columns: ['distance', 'days', 'pairs', 'expected', 'ratio', 'p'],
    rows: observed.map((pairs, at) => {
      const bands = days.length - 1;
      const [far, late] = [Math.floor(at / bands), at % bands];
      return [
        text(`${distances[far]}–${distances[far + 1]}`),
        text(`${days[late]}–${days[late + 1]}`),
        count(pairs),
        number(expected[at] ?? null),
        number(ratio[at] ?? null),
        p(chance[at] ?? null),
      ];
    }),
  }),
  hours: ({ day }) => ({
    columns: ['hour', 'count'],
    rows: day.map((incidents, hour) => [text(`${two(hour)}–${two((hour + 1) % 24)}`), number(incidents)]),
  }),
  compare: ({ now, before }) => ({
    columns: ['period', 'count', 'ratio', 'interval', 'p'],
    rows: [
      [{ kind: 'days', from: now.from, to: now.to }, count(now.count), text(''), text(''), text('')],
      ...before.map(({ from, to, count: incidents, ratio, low, high, p: chance }): Value[] => [
        { kind: 'days', from, to },
        count(incidents),
        number(ratio),
        { kind: 'interval', low, high },
        p(chance),
      ]),
    ],
  }),
  trend: ({ trend, season }) => ({
    columns: ['series', 'slope', 'interval', 'p'],
    rows: [{ name: 'counts', of: trend }, ...(season === null ? [] : [{ name: 'adjusted', of: season.adjusted }])].map(
      ({ name, of }) => [
        word(`series.${name}`),
        number(of.slope),
        { kind: 'interval', low: of.low, high: of.high },
        p(of.p),
      ],
    ),
  }),
  harm: ({ categories }) => ({
    columns: ['category', 'count', 'weight', 'harm'],
    rows: categories.map(({ category, count: incidents, weight, harm }) => [
      { kind: 'category', code: category },
      count(incidents),
      number(weight),
      number(harm),
    ]),
  }),
  accuracy: ({ density, last_year, difference, low, high }) => ({
    columns: ['tried', 'pei', 'interval'],
    rows: [
      [word('tried.density'), number(density), text('')],
      [word('tried.last_year'), number(last_year), text('')],
      [word('tried.difference'), number(difference), { kind: 'interval', low, high }],
    ],
  }),
  hexagons: ({ counts }) => ({
    columns: ['rank', 'count'],
    rows: counts
      .filter((incidents) => incidents > 0)
      .sort((a, b) => b - a)
      .map((incidents, at) => [count(at + 1), number(incidents)]),
  }),
  bandwidth: ({ rules }) => ({
    columns: ['rule', 'bandwidth'],
    rows: rules.map(({ rule, bandwidth_m }) => [text(RULE_NAMES[rule]), number(bandwidth_m)]),
  }),
  'gap-map': ({ places, gaps }) => ({
    columns: ['where', 'gap', 'voices', 'count', 'ratio', 'p'],
    rows: [
      ...places.map(({ slug, class: of, voices, count: incidents, ratio, fdr }): Value[] => [
        { kind: 'place', slug },
        word(`gap.${of}`),
        count(voices),
        count(incidents),
        number(ratio),
        p(fdr),
      ]),
      ...gaps.map(({ cells, class: of, voices, count: incidents, p: chance }): Value[] => [
        { kind: 'cells', n: cells.length },
        word(`gap.${of}`),
        count(voices),
        count(incidents),
        number(null),
        p(chance),
      ]),
    ],
  }),
  silence: ({ places }) => ({
    columns: ['where', 'statements', 'unreported', 'interval', 'shrunk'],
    rows: places.map(({ slug, n, share, low, high, shrunk }): Value[] => [
      { kind: 'place', slug },
      count(n),
      number(share),
      { kind: 'interval', low, high },
      number(shrunk),
    ]),
  }),
};

/**
 * An exhibit may be older than this page, and lack what answers have learnt to say since: what is there is shown.
 * @returns null for an answer that can't be read as its method's: the file of it is whole all the same
 */
export function findingsOf(answer: ExhibitAnswer): Findings | null {
  if (!isMethod(answer.method)) return null;
  try {
    return (TABLES[answer.method] as (answer: unknown) => Findings)(answer);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
