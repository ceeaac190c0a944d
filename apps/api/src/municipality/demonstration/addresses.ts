import { ANCHORS, type Anchor } from './anchors.ts';
import type { Random } from './random.ts';

export interface Spot {
  lon: number;
  lat: number;
}

/** Doors, benches and bicycle stands round an anchor: few of them see much, most see little. */
export interface Addresses {
  spots: readonly Spot[];
  weights: readonly number[];
}

/** Metres in a degree at Märsta's latitude; exact enough for a scatter. */
const LON_M = 56_330;
const LAT_M = 111_400;

const COUNT = {
  station: 70,
  centre: 70,
  airport: 60,
  street: 40,
  school: 24,
  sport: 20,
  homes: 90,
  works: 50,
  rural: 24,
};
/** Houses and workshops line the streets to the next anchors of the district, up to half-way. */
const ALONG_STREETS = new Set(['homes', 'works', 'street']);
const NEIGHBOUR_M = 620;

const metres = (a: Spot, b: Spot): number => Math.hypot((a.lon - b.lon) * LON_M, (a.lat - b.lat) * LAT_M);

/** The addresses of every anchor, in the anchors' order. */
export function drawAddresses(random: Random): Addresses[] {
  return ANCHORS.map((anchor) => {
    const neighbours = ALONG_STREETS.has(anchor.kind)
      ? ANCHORS.filter((other) => other !== anchor && other.district === anchor.district)
          .filter((other) => metres(anchor, other) < NEIGHBOUR_M)
          .slice(0, 4)
      : [];
    const spots = Array.from({ length: COUNT[anchor.kind] }, () => spot(random, anchor, neighbours));
    return { spots, weights: spots.map((_, rank) => 1 / (rank + 6)) };
  });
}

function spot(random: Random, anchor: Anchor, neighbours: readonly Anchor[]): Spot {
  const other = neighbours[Math.floor(random.next() * neighbours.length)];
  if (other === undefined) return scatter(random, anchor, anchor.spread_m);
  const share = random.next() ** 1.3 * 0.5;
  const between = {
    lon: anchor.lon + (other.lon - anchor.lon) * share,
    lat: anchor.lat + (other.lat - anchor.lat) * share,
  };
  return scatter(random, between, 0.35 * anchor.spread_m);
}

/** A place near another, two standard deviations at most, to the nearest metre or so. */
export function scatter(random: Random, { lon, lat }: Spot, spread_m: number): Spot {
  const angle = random.between(0, 2 * Math.PI);
  const distance = spread_m * Math.sqrt(-2 * Math.log(1 - 0.865 * random.next()));
  return {
    lon: Math.round((lon + (Math.cos(angle) * distance) / LON_M) * 1e5) / 1e5,
    lat: Math.round((lat + (Math.sin(angle) * distance) / LAT_M) * 1e5) / 1e5,
  };
}
