import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as GlMap, type LngLatBoundsLike, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Camera } from '../filter.ts';
import { freePadding } from './camera.ts';

setWorkerUrl(workerUrl);

export interface GlMapOptions {
  container: HTMLElement;
  style: StyleSpecification;
  /** Where to look; without it at `bounds`, in what panels leave free. */
  camera: Camera | undefined;
  bounds: LngLatBoundsLike;
  /** Spoken name of the map. */
  label: string;
}

/**
 * A MapLibre map as this page wants it: north up, flat, and still.
 * @throws {GPUInitializationError} where the browser has no WebGL 2
 */
export function openGlMap({ container, style, camera, bounds, label }: GlMapOptions): GlMap {
  const map = new GlMap({
    container,
    style,
    ...(camera === undefined
      ? { bounds, fitBoundsOptions: { padding: freePadding(container) } }
      : { center: [camera.lon, camera.lat], zoom: camera.z }),
    minZoom: 4,
    maxZoom: 19,
    attributionControl: false,
    // Without it the printed map is blank.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
