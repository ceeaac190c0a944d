import type { Map as GlMap } from 'maplibre-gl';
import type { MapTheme } from '../theme/map-theme.ts';

/** Everything that is on its way has been drawn. */
export async function drawnWhole(map: GlMap): Promise<void> {
  if (!map.loaded()) await new Promise<void>((resolve) => void map.once('idle', () => resolve()));
}

export interface Snapshot {
  url: string;
  width: number;
  height: number;
  theme: MapTheme['kind'];
}

/** The map as it is drawn now, at once: what `beforeprint` has time for. */
export function snapshotOf(map: GlMap, theme: MapTheme['kind']): Snapshot {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return { url: map.getCanvas().toDataURL('image/png'), width, height, theme };
}

/** The map as an image, once it has been drawn whole. */
export async function imageOf(map: GlMap): Promise<Blob> {
  await drawnWhole(map);
  return new Promise((resolve, reject) =>
    map
      .getCanvas()
      .toBlob((blob) => (blob === null ? reject(new Error('the map gave no image')) : resolve(blob)), 'image/png'),
  );
}
