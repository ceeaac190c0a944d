import type { LayerSpecification } from 'maplibre-gl';

const DENSITY_LAYER = 'incident-density';

/** The density surface. Its colours and opacities are in the image already (see `density-image.ts`). */
export const densityLayers = (source: string): LayerSpecification[] => [
  {
    id: DENSITY_LAYER,
    type: 'raster',
    source,
    paint: {
      'raster-fade-duration': 0,
      'raster-resampling': 'linear',
      // From close by one class may fill the view: streets and points have to show through it.
      'raster-opacity': ['interpolate', ['linear'], ['zoom'], 14, 1, 16, 0.6],
    },
  },
];
