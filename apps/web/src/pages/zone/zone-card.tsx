import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';
import { useDrawing } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import { useFigureOf } from './figures.ts';
import { freeName } from './free-name.ts';
import { isStepped } from './smooth.ts';
import styles from './zone.module.css';
import { boundsOfShapes } from './zone-bounds.ts';
import { ZoneFacts } from './zone-facts.tsx';

/** One zone: its figures, its name and the reason for it, and what can be done with it. */
export function ZoneCard({ zone, isPublished }: { zone: EditedZone; isPublished: boolean }) {
  const { t } = useTranslation('zones');
  const { editor, change, mayDraw } = useDrawing();
  const city = useCity();
  const { slug } = useArea().municipality;
  const projected = useProjection();
  const { zone_id } = zone;
  const others = editor.zones.filter((one) => one !== zone);
  const figure = useFigureOf(zone_id);
  return (
    <div className={styles.card}>
      <ZoneFacts zone={zone} figure={figure} />
      <Words key={zone_id} zone={zone} taken={others.map(({ name }) => name)} />
      <div className={inspector.acts}>
        {city !== null && (
          <button type="button" onClick={() => city.fit(boundsOfShapes([zone], projected))}>
            {t('card.zoom')}
          </button>
        )}
        {isPublished && (
          <Link
            to="/$municipality/zoner/$zone/kort"
            params={{ municipality: slug, zone: zone_id }}
            className={styles.link}
          >
            {t('patrol:card.open')}
          </Link>
        )}
        {mayDraw && isStepped(zone.shape) && (
          <button type="button" onClick={() => change({ do: 'smooth' })}>
            {t('card.smooth')}
          </button>
        )}
        {mayDraw && others.length > 0 && (
          <label className={styles.join}>
            <span className="spoken">{t('card.merge')}</span>
            <select
              value=""
              onChange={({ target }) => target.value !== '' && change({ do: 'merge', other: target.value })}
            >
              <option value="">{t('card.merge')}</option>
              {others.map((other) => (
                <option key={other.zone_id} value={other.zone_id}>
                  {other.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {mayDraw && (
          <button type="button" className={styles.danger} onClick={() => change({ do: 'delete', zone_id })}>
            {t('card.delete')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Name and reason: a step each, when the field is left. */
function Words({ zone, taken }: { zone: EditedZone; taken: readonly string[] }) {
  const { t } = useTranslation('zones');
  const { change, mayDraw } = useDrawing();
  const [name, setName] = useState(zone.name);
  const [why, setWhy] = useState(zone.why);
  useEffect(() => setName(zone.name), [zone.name]);
  useEffect(() => setWhy(zone.why), [zone.why]);
  const keepName = (): void => {
    const wish = name.trim();
    if (wish === '' || wish === zone.name) setName(zone.name);
    else change({ do: 'describe', zone_id: zone.zone_id, name: freeName(wish, taken) });
  };
  if (!mayDraw) return zone.why === '' ? null : <p className={panel.note}>{zone.why}</p>;
  return (
    <>
      <label className={panel.field}>
        {t('card.name')}
        <input
          value={name}
          maxLength={80}
          onChange={({ target }) => setName(target.value)}
          onBlur={keepName}
          onKeyDown={({ key }) => key === 'Enter' && keepName()}
        />
      </label>
      <label className={panel.field}>
        {t('card.why')}
        <textarea
          className={panel.input}
          rows={2}
          value={why}
          maxLength={400}
          onChange={({ target }) => setWhy(target.value)}
          onBlur={() => why.trim() !== zone.why && change({ do: 'describe', zone_id: zone.zone_id, why: why.trim() })}
        />
      </label>
    </>
  );
}
