import type { Zone } from '@lagesbild/contract';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useDrawing } from './drawing.ts';
import { edited } from './edited-zone.ts';
import { freeName } from './free-name.ts';
import { boundsOfShapes } from './zone-bounds.ts';

/** How zones that come from elsewhere are taken into what is drawn: as one step, each with a name of its own, and looked at. */
export function useTaking(): (zones: readonly Zone[]) => void {
  const { editor, change } = useDrawing();
  const projected = useProjection();
  const city = useCity();
  return (zones) => {
    const taken = editor.zones.map(({ name }) => name);
    const fresh = zones.map((zone) => {
      const name = freeName(zone.name, taken);
      taken.push(name);
      return edited({ ...zone, name }, projected);
    });
    change({ do: 'add', zones: fresh });
    if (fresh.length > 0) city?.fit(boundsOfShapes(fresh, projected));
  };
}
