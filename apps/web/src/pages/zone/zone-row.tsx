import type { ReactNode } from 'react';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { Icon } from '../../shell/icon.tsx';
import { useDrawing } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import styles from './zone.module.css';
import { boundsOfShapes } from './zone-bounds.ts';

/** A line of a list of outlines: pressed, it opens and the map goes there. */
export function ZoneRow({ zone, fact, children }: { zone: EditedZone; fact: string; children: ReactNode }) {
  const { editor, change } = useDrawing();
  const city = useCity();
  const projected = useProjection();
  const isChosen = zone.zone_id === editor.selected;
  return (
    <li data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={styles.row}
        data-zone-row
        aria-current={isChosen || undefined}
        aria-expanded={isChosen}
        onClick={() => {
          change({ do: 'select', zone_id: isChosen ? null : zone.zone_id });
          if (!isChosen) city?.fit(boundsOfShapes([zone], projected));
        }}
      >
        <span>{zone.name}</span>
        <small>{fact}</small>
        <Icon name={isChosen ? 'up' : 'down'} size={16} />
      </button>
      {isChosen && children}
    </li>
  );
}
