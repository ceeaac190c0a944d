import type { Map as GlMap } from 'maplibre-gl';
import { under } from './picking.ts';
import { SOURCES } from './sources.ts';

/** What stands out for a moment: the mark under the pointer, and the place that is chosen. */
export class Marks {
  private readonly map: GlMap;
  private hovered: { source: string; sourceLayer?: string; id: string | number } | null = null;

  constructor(map: GlMap) {
    this.map = map;
  }

  hover(point: { x: number; y: number } | null): void {
    const found = point === null ? {} : under(this.map, point);
    const id = found.incident?.id;
    const next =
      id !== undefined
        ? { source: SOURCES.incidents, sourceLayer: 'incidents', id }
        : found.place !== undefined
          ? { source: SOURCES.places, id: found.place }
          : null;
    if (next?.id === this.hovered?.id && next?.source === this.hovered?.source) return;
    if (this.hovered !== null) this.map.setFeatureState(this.hovered, { hover: false });
    if (next !== null) this.map.setFeatureState(next, { hover: true });
    this.hovered = next;
    this.map.getCanvas().style.cursor = next === null ? '' : 'pointer';
  }

  choose(before: string | undefined, now: string | undefined): void {
    if (this.map.getSource(SOURCES.places) === undefined) return;
    if (before !== undefined) this.map.setFeatureState({ source: SOURCES.places, id: before }, { chosen: false });
    if (now !== undefined) this.map.setFeatureState({ source: SOURCES.places, id: now }, { chosen: true });
  }
}
