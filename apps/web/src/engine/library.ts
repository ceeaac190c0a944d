import * as vocabulary from '@lagesbild/contract';
import {
  type Bounds,
  type Filter,
  formatFilter,
  type Population as KnownPopulation,
  type Tally,
} from '@lagesbild/contract';
import {
  type Columns,
  type Criteria,
  createProjectionGrid,
  type Method,
  type Methods,
  type PerceptionReports,
  type PolygonCm,
  type PolygonGeometry,
  Population,
  polygonCm,
  type Question,
  refusalOf,
  resolveCriteria,
  Store,
  type StudyPolygon,
  startMethod,
  studiedPolygons,
  studyRegion,
  summaryOf,
  unheard,
  type Work,
  type ZoneFigures,
  ZoneMeasure,
} from '@lagesbild/incidents';
import proj4 from 'proj4';
import type { Places } from '../api.ts';
import type {
  DensityGrid,
  DensityRequest,
  IncidentRow,
  IncidentSummary,
  IncidentsThere,
  OutlinedZone,
} from './engine.ts';

/** A density grid has at most this many cells: more would take longer than a frame, and no screen shows them. */
const CELLS_MAX = 360_000;
/** Cells finer than a tenth of the bandwidth cost time and show nothing: the surface is that smooth. */
const CELLS_PER_BANDWIDTH = 10;

/** The rows of one data version and the question asked of them: what the worker holds. No DOM, no network. */
export class Library {
  readonly columns: Columns;
  private readonly store: Store;
  private beside: Store | null = null;
  private readonly polygons: ReadonlyMap<string, PolygonCm>;
  private readonly studied: ReadonlyMap<string, StudyPolygon>;
  private readonly outline: PolygonCm;
  private area: Pick<Question, 'time_zone' | 'harm'>;
  private readonly toCm: (lon: number, lat: number) => [number, number];
  private readonly toLonLat: (xCm: number, yCm: number) => [number, number];
  private criteria: Criteria;
  /** What zones were last measured against. */
  private measured: {
    filter: string;
    reports: PerceptionReports;
    population: KnownPopulation | null;
    measure: ZoneMeasure;
  } | null = null;

  /** @param area  what methods are told of it beside its rows */
  constructor(columns: Columns, places: Places, outline: PolygonGeometry, area: Pick<Question, 'time_zone' | 'harm'>) {
    const converter = proj4('EPSG:4326', columns.proj4);
    this.columns = columns;
    this.area = area;
    this.toLonLat = (xCm, yCm) => converter.inverse([xCm / 100, yCm / 100]) as [number, number];
    this.toCm = (lon, lat) => {
      const [x, y] = converter.forward([lon, lat]);
      return [x! * 100, y! * 100];
    };
    this.polygons = polygonsOf(places, this.toCm);
    this.outline = polygonCm(outline, this.toCm);
    this.studied = new Map(
      places.features.flatMap(({ properties: { slug, kind, on_by_default } }) => {
        const polygon = this.polygons.get(slug);
        return polygon === undefined ? [] : [[slug, { polygon, by_default: kind === 'study_area' && on_by_default }]];
      }),
    );
    this.store = Store.build(columns, { polygons: this.polygons, toMercator: createProjectionGrid(this.toLonLat) });
    this.criteria = this.resolve({});
  }

  /** @throws {CriteriaError} when the filter names what isn't here; the question before it stays */
  ask(filter: Filter): Tally {
    const criteria = this.resolve(filter);
    const tally = this.store.tally(criteria);
    this.criteria = criteria;
    return tally;
  }

  /** A question beside the one asked, in a store of its own: the sums of the page's question stay. */
  tallyOf(filter: Filter): Tally {
    return this.besides().tally(this.resolve(filter));
  }

  /**
   * @param reports  what people say of the area's places
   * @throws {CriteriaError} when the filter names what isn't here
   * @throws {RangeError} when it is too much to ask
   */
  start<M extends Method>(
    method: M,
    filter: Filter,
    parameters: Methods[M]['parameters'],
    reports: PerceptionReports,
  ): Work<Methods[M]['answer']> {
    const region = studyRegion(filter, this.studied, this.outline);
    const perception = { reports, polygons: this.polygons };
    const question = { store: this.besides(), criteria: this.resolve(filter), region, perception, ...this.area };
    const refusal = refusalOf({ ...parameters }, question);
    if (refusal !== null) throw new RangeError(JSON.stringify(refusal));
    return startMethod(method, question, parameters);
  }

  tile(z: number, x: number, y: number): Uint8Array {
    return this.store.tile(this.criteria, z, x, y);
  }

  /** @throws {CriteriaError} when the request's own filter names what isn't here */
  density({ box, bandwidth_m, cell_m, filter }: DensityRequest): DensityGrid {
    const affordable = Math.sqrt(((box[2] - box[0]) * (box[3] - box[1])) / CELLS_MAX);
    const cell = Math.max(cell_m, bandwidth_m / CELLS_PER_BANDWIDTH, affordable);
    const [store, criteria] =
      filter === undefined ? [this.store, this.criteria] : [this.besides(), this.resolve(filter)];
    const field = store.density(criteria, {
      kernel: 'gaussian',
      bandwidth_m,
      cell_m: cell,
      bounds: [...box],
    });
    const values = Float32Array.from(field.density);
    let peak = 0;
    for (let i = 0; i < values.length; i++) if (values[i]! > peak) peak = values[i]!;
    const { west_m, south_m, columns, rows } = field;
    return {
      values,
      columns,
      rows,
      box: [west_m, south_m, west_m + columns * cell, south_m + rows * cell],
      cell_m: cell,
      bandwidth_m,
      peak,
    };
  }

  /**
   * What zones cover, as they are drawn now. Of those that stayed as they were nothing is measured again.
   * @throws {CriteriaError} when the filter names what isn't here
   */
  measure(
    zones: readonly OutlinedZone[],
    filter: Filter,
    reports: PerceptionReports,
    population: KnownPopulation | null,
  ): ZoneFigures {
    const asked = formatFilter(filter).toString();
    const { measured } = this;
    if (measured?.filter !== asked || measured.reports !== reports || measured.population !== population) {
      const criteria = this.resolve(filter);
      const why = unheard(reports, criteria, this.polygons);
      const region = studiedPolygons(filter, this.studied, this.outline);
      const inhabited = population && populationOf(population, this.columns.proj4);
      const { harm } = this.area;
      const against = { store: this.besides(), criteria, region, reports, why, harm, population: inhabited };
      this.measured = { filter: asked, reports, population, measure: new ZoneMeasure(against) };
    }
    return this.measured!.measure.measure(
      zones.map(({ zone_id, outline }) => ({ zone_id, polygon: polygonCm(outline, this.toCm) })),
    );
  }

  /** From now on harm is counted by these weights. */
  weigh(harm: Question['harm']): void {
    this.area = { ...this.area, harm };
    this.measured = null;
  }

  incidentsIn(bounds: Bounds, limit: number): IncidentsThere {
    const { incidents, n } = this.store.listWithin(this.criteria, bounds, limit);
    return { incidents, total: n };
  }

  newest(limit: number): IncidentSummary[] {
    return this.store.listLatest(this.criteria, limit).incidents;
  }

  rows(filter: Filter | null): IncidentRow[] {
    if (filter === null) return Array.from({ length: this.columns.count }, (_, i) => this.row(i));
    return Array.from(this.store.select(this.resolve(filter)).index, (i) => this.row(i));
  }

  private besides(): Store {
    this.beside ??= Store.fromParts(this.store.parts());
    return this.beside;
  }

  private resolve(filter: Filter): Criteria {
    return resolveCriteria(filter, { categories: this.columns.categories, polygons: this.polygons, vocabulary });
  }

  private row(i: number): IncidentRow {
    const { x, y, precision } = this.columns;
    const exact = precision[i]! <= 1 && x[i] !== -2147483648;
    const [lon, lat] = exact ? this.toLonLat(x[i]!, y[i]!) : [null, null];
    return { ...summaryOf(this.columns, i), lon: degrees(lon), lat: degrees(lat) };
  }
}

/** Seven decimals are a centimetre: as exact as the columns, and no more. */
const degrees = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(7)));

/** @param drawn  PROJ text of the system that zones are drawn in */
export function populationOf({ squares, proj4: grid }: KnownPopulation, drawn: string): Population {
  if (grid === drawn) return new Population(squares);
  const { forward } = proj4(drawn, grid);
  return new Population(squares, (x, y) => {
    const [east, north] = forward([x / 100, y / 100]);
    return [east! * 100, north! * 100];
  });
}

/** Places and study areas with an area, in centimetres of the municipality's CRS. */
export function polygonsOf(
  places: Places,
  toCm: (lon: number, lat: number) => readonly [number, number],
): Map<string, PolygonCm> {
  const polygons = new Map<string, PolygonCm>();
  for (const { geometry, properties } of places.features)
    if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
      polygons.set(properties.slug, polygonCm(geometry as PolygonGeometry, toCm));
  return polygons;
}
