import type { Discovery, Precision } from '@lagesbild/contract';
import type { Kind } from './anchors.ts';
import type { ProfileName } from './weeks.ts';

/** How much of a category falls on a kind of place, per unit of the anchor's weight. Kinds not named get none. */
export type Spread = Partial<Record<Kind, number>>;

export interface Offence {
  category: string;
  /** Expected a year, over the whole municipality, before trends. Made up, of a believable size. */
  yearly: number;
  at: Spread;
  profile: ProfileName;
  /** Peak of the year as a share of it (0.5 = early July) and how much stronger than the mean. */
  season?: readonly [peak: number, strength: number];
  /** Length of the interval it must have happened in: hours, typical; 0 = a moment. */
  interval_h?: number;
  /** Days until it is reported, typical. */
  delay_days: number;
  discovery: Partial<Record<Discovery, number>>;
  /** Public-space categories follow the shift between Valsta and the station. */
  public: boolean;
  /** An event has no report; an offence has one. */
  unit: 'event' | 'report';
  /** Share of reports that hold several offences. */
  series?: number;
  precision?: Precision;
}

const OUT: Spread = {
  station: 3,
  centre: 3,
  street: 1.6,
  school: 0.9,
  homes: 0.35,
  sport: 0.8,
  works: 0.15,
  airport: 1,
};
const RESIDENT = { resident_reported: 0.92, partner_observed: 0.05, police_discovered: 0.03 };
const GUARDED = { resident_reported: 0.66, partner_observed: 0.26, police_discovered: 0.08 };
const POLICE = { police_discovered: 0.93, partner_observed: 0.05, resident_reported: 0.02 };

const moment = { delay_days: 0.3, unit: 'report', public: true, discovery: RESIDENT } as const;
const found = { delay_days: 0.05, unit: 'report', public: true, discovery: POLICE } as const;
const coarse = { delay_days: 4, unit: 'report', public: false, discovery: { resident_reported: 1 } } as const;

/** What happens, where, when and how it comes to light: one long table, kept together to be read as one. Categories are codes of `shipped/categories.json`. */
export const OFFENCES: readonly Offence[] = [
  { category: 'assault_outdoors', yearly: 265, at: OUT, profile: 'night', season: [0.5, 0.25], ...moment },
  { category: 'threat', yearly: 235, at: { ...OUT, homes: 0.6 }, profile: 'evening', ...moment, delay_days: 1.2 },
  { category: 'harassment', yearly: 215, at: OUT, profile: 'evening', ...moment, delay_days: 1.5 },
  {
    category: 'robbery_personal',
    yearly: 48,
    at: { ...OUT, airport: 0.1 },
    profile: 'night',
    season: [0.88, 0.3],
    ...moment,
  },
  {
    category: 'robbery_shop',
    yearly: 9,
    at: { centre: 3, station: 1, works: 0.4 },
    profile: 'shops',
    ...moment,
    delay_days: 0.02,
  },
  {
    category: 'burglary_home',
    yearly: 150,
    at: { homes: 1, rural: 1.2 },
    profile: 'daytime',
    season: [0.95, 0.5],
    interval_h: 10,
    delay_days: 0.5,
    unit: 'report',
    public: false,
    discovery: { resident_reported: 0.97, partner_observed: 0.03 },
  },
  {
    category: 'burglary_premises',
    yearly: 165,
    at: { works: 1.6, school: 0.7, centre: 1.4, sport: 1, rural: 0.5, homes: 0.25, airport: 0.2 },
    profile: 'overnight',
    season: [0.9, 0.2],
    interval_h: 12,
    delay_days: 0.4,
    unit: 'report',
    public: false,
    discovery: { resident_reported: 0.8, partner_observed: 0.18, police_discovered: 0.02 },
  },
  {
    category: 'theft_of_vehicle',
    yearly: 115,
    at: { homes: 0.8, works: 0.8, station: 1.5, airport: 1, rural: 0.5 },
    profile: 'overnight',
    interval_h: 11,
    delay_days: 0.5,
    unit: 'report',
    public: false,
    discovery: RESIDENT,
  },
  {
    category: 'theft_from_vehicle',
    yearly: 345,
    at: { homes: 0.9, works: 0.8, station: 1.8, centre: 0.7, airport: 1.1, rural: 0.3 },
    profile: 'overnight',
    season: [0.85, 0.25],
    interval_h: 11,
    delay_days: 0.7,
    unit: 'report',
    public: false,
    discovery: RESIDENT,
    series: 0.05,
  },
  {
    category: 'bicycle_theft',
    yearly: 275,
    at: { station: 4.5, centre: 1.6, school: 1.1, homes: 0.45, sport: 1.2 },
    profile: 'daytime',
    season: [0.52, 0.7],
    interval_h: 9,
    delay_days: 2,
    unit: 'report',
    public: false,
    discovery: { resident_reported: 1 },
  },
  {
    category: 'pickpocketing',
    yearly: 120,
    at: { station: 2.5, centre: 2.2, airport: 4 },
    profile: 'shops',
    interval_h: 1.2,
    delay_days: 1.5,
    unit: 'report',
    public: false,
    discovery: { resident_reported: 0.97, partner_observed: 0.03 },
  },
  {
    category: 'shoplifting',
    yearly: 430,
    at: { centre: 5, airport: 2.2, works: 0.8, station: 0.6 },
    profile: 'shops',
    season: [0.93, 0.15],
    delay_days: 0.2,
    unit: 'report',
    public: false,
    discovery: { partner_observed: 0.9, resident_reported: 0.08, police_discovered: 0.02 },
  },
  {
    category: 'vandalism',
    yearly: 540,
    at: {
      station: 2.6,
      centre: 2.4,
      school: 1.8,
      homes: 0.5,
      street: 1.4,
      works: 0.4,
      sport: 1.2,
      airport: 0.5,
      rural: 0.15,
    },
    profile: 'overnight',
    season: [0.4, 0.15],
    interval_h: 10,
    delay_days: 1.2,
    unit: 'report',
    public: true,
    discovery: { resident_reported: 0.82, partner_observed: 0.15, police_discovered: 0.03 },
    series: 0.05,
  },
  {
    category: 'graffiti',
    yearly: 190,
    at: { station: 3, centre: 2, school: 1.8, street: 1.6, sport: 0.8, homes: 0.15 },
    profile: 'overnight',
    season: [0.45, 0.2],
    interval_h: 14,
    delay_days: 2.5,
    unit: 'report',
    public: true,
    discovery: { resident_reported: 0.72, partner_observed: 0.28 },
    series: 0.06,
  },
  {
    category: 'arson',
    yearly: 40,
    at: { school: 1.4, homes: 0.35, centre: 0.8, sport: 0.8, rural: 0.2, works: 0.2 },
    profile: 'night',
    season: [0.38, 0.4],
    interval_h: 1,
    ...moment,
    delay_days: 0.1,
  },
  {
    category: 'disorder',
    yearly: 560,
    at: { station: 4, centre: 3.8, street: 1.6, school: 1.2, homes: 0.25, sport: 0.6, airport: 0.6 },
    profile: 'evening',
    season: [0.5, 0.35],
    delay_days: 0,
    unit: 'event',
    public: true,
    discovery: GUARDED,
  },
  {
    category: 'brawl',
    yearly: 245,
    at: { station: 3.6, centre: 3.4, school: 0.9, street: 1.4, homes: 0.25, airport: 0.7 },
    profile: 'night',
    season: [0.48, 0.3],
    delay_days: 0,
    unit: 'event',
    public: true,
    discovery: GUARDED,
  },
  {
    category: 'reckless_driving',
    yearly: 200,
    at: { street: 1.6, homes: 0.5, school: 0.7, centre: 1.2, station: 1.2, works: 0.8, sport: 0.8 },
    profile: 'traffic',
    season: [0.45, 0.6],
    delay_days: 0,
    unit: 'event',
    public: true,
    discovery: RESIDENT,
  },
  {
    category: 'drug_possession',
    yearly: 320,
    at: { station: 4, centre: 3.6, school: 0.5, street: 1, homes: 0.25, airport: 1 },
    profile: 'evening',
    ...found,
  },
  { category: 'drug_dealing', yearly: 48, at: { station: 3.5, centre: 4, homes: 0.2 }, profile: 'evening', ...found },
  {
    category: 'knife_offence',
    yearly: 58,
    at: { station: 3, centre: 3, school: 0.6, airport: 1.5 },
    profile: 'evening',
    ...found,
  },
  { category: 'weapons_offence', yearly: 18, at: { station: 1, centre: 1.5, homes: 0.4 }, profile: 'night', ...found },
  {
    category: 'drink_driving',
    yearly: 110,
    at: { street: 1.5, works: 0.8, homes: 0.3, airport: 1, rural: 0.8 },
    profile: 'traffic',
    ...found,
    public: false,
  },
  {
    category: 'driving_without_licence',
    yearly: 98,
    at: { street: 1.5, works: 0.8, homes: 0.4, centre: 0.8 },
    profile: 'traffic',
    ...found,
    public: false,
  },
  {
    category: 'intoxication_custody',
    yearly: 160,
    at: { station: 3.2, centre: 2.8, airport: 2 },
    profile: 'night',
    ...found,
    unit: 'event',
  },
  {
    category: 'violence_against_official',
    yearly: 48,
    at: { station: 3, centre: 2.6, airport: 0.8 },
    profile: 'night',
    ...found,
  },
  { category: 'extortion', yearly: 12, at: { homes: 1 }, profile: 'flat', ...coarse, precision: 'area' },
  { category: 'shooting', yearly: 2, at: { homes: 1, centre: 2 }, profile: 'night', ...moment, delay_days: 0.01 },
  { category: 'explosion', yearly: 1.4, at: { homes: 1 }, profile: 'night', ...moment, delay_days: 0.01 },
  { category: 'witness_intimidation', yearly: 17, at: { homes: 1 }, profile: 'evening', ...coarse, precision: 'area' },
  {
    category: 'assault_indoors',
    yearly: 85,
    at: { homes: 1 },
    profile: 'night',
    ...coarse,
    delay_days: 2,
    precision: 'area',
  },
  { category: 'domestic_violence', yearly: 85, at: { homes: 1 }, profile: 'evening', ...coarse, precision: 'area' },
  {
    category: 'sexual_offence',
    yearly: 36,
    at: { homes: 1 },
    profile: 'night',
    ...coarse,
    delay_days: 12,
    precision: 'area',
  },
  { category: 'hate_crime', yearly: 22, at: { homes: 1 }, profile: 'evening', ...coarse, precision: 'area' },
  {
    category: 'fraud',
    yearly: 190,
    at: { homes: 1 },
    profile: 'shops',
    ...coarse,
    delay_days: 6,
    precision: 'municipality',
  },
];
