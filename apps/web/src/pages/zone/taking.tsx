import type { Zone } from '@lagesbild/contract';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { CityMap } from '../../map/city-map.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { type Arrival, arrivalOf } from './arrival.ts';
import { ArrivalDialog } from './arrival-dialog.tsx';
import { useDrawing } from './drawing.ts';
import { type EditedZone, edited } from './edited-zone.ts';
import { freeName } from './free-name.ts';
import { boundsOfShapes } from './zone-bounds.ts';

/** Takes zones that come from elsewhere into what is drawn; `onTaken` is told when they are, which may be after a question. */
type Take = (zones: readonly Zone[], onTaken: () => void) => void;

const TakingContext = createContext<Take>(() => undefined);
export const useTaking = (): Take => useContext(TakingContext);

/** What lies in zones that are there isn't taken in silently: it is asked about first. Either way it is one step to undo. */
export function Taking({ city, children }: { city: CityMap | null; children: ReactNode }) {
  const { editor, change } = useDrawing();
  const projected = useProjection();
  const [waiting, setWaiting] = useState<{ arrival: Arrival; onTaken: () => void } | null>(null);
  const { zones: there } = editor;

  const add = (zones: readonly EditedZone[], instead: readonly EditedZone[]): void => {
    const taken = there.filter((zone) => !instead.includes(zone)).map(({ name }) => name);
    const named = zones.map((zone) => {
      const name = freeName(zone.name, taken);
      taken.push(name);
      return { ...zone, name };
    });
    change({ do: 'add', zones: named, instead });
    if (named.length > 0) city?.fit(boundsOfShapes(named, projected));
  };
  const take: Take = (zones, onTaken) => {
    const arrival = arrivalOf(
      zones.map((zone) => edited(zone, projected)),
      there,
    );
    if (arrival.overlapped.length > 0) return setWaiting({ arrival, onTaken });
    add(arrival.zones, []);
    onTaken();
  };
  return (
    <TakingContext value={take}>
      {children}
      {waiting !== null && (
        <ArrivalDialog
          arrival={waiting.arrival}
          onTake={(zones, instead) => {
            setWaiting(null);
            add(zones, instead);
            waiting.onTaken();
          }}
          onLeave={() => setWaiting(null)}
        />
      )}
    </TakingContext>
  );
}
