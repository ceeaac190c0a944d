/** A närvaroområde as it crosses the wire. */
export interface Zone {
  zone_id: string;
  name: string;
  outline: ZoneOutline;
  origin: 'drawn' | 'hot_spot' | 'place' | 'file' | 'proposal';
  why: string;
}
export interface ZoneOutline {
  type: 'MultiPolygon';
  coordinates: [number, number][][][];
}
