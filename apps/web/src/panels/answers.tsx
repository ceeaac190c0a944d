import type { ReactNode } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { CityContext } from './city.ts';
import { EmergingContext, useEmergingAnswer } from './emerging.ts';
import { GapContext, useGapAnswer } from './gaps.ts';
import { HotSpotContext, useHotSpotAnswer } from './hot-spots.ts';
import { PerceptionContext, useSaidAnswer } from './perception.ts';

/** The map, and what methods and people say under the page's filter, for everything inside. */
export function Answers({ city, children }: { city: CityMap | null; children: ReactNode }) {
  const hotSpots = useHotSpotAnswer(city);
  const emerging = useEmergingAnswer(city);
  const said = useSaidAnswer(city);
  const gaps = useGapAnswer(city, said);
  return (
    <CityContext value={city}>
      <HotSpotContext value={hotSpots}>
        <EmergingContext value={emerging}>
          <PerceptionContext value={said}>
            <GapContext value={gaps}>{children}</GapContext>
          </PerceptionContext>
        </EmergingContext>
      </HotSpotContext>
    </CityContext>
  );
}
