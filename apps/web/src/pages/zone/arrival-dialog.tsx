import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import help from '../../panels/help.module.css';
import { formatList, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import type { Arrival } from './arrival.ts';
import type { EditedZone } from './edited-zone.ts';
import { areaOf } from './shape.ts';
import styles from './zone.module.css';

const WAYS = ['cut', 'replace', 'both'] as const;
type Way = (typeof WAYS)[number];

interface ArrivalDialogProps {
  arrival: Arrival;
  onTake: (zones: readonly EditedZone[], instead: readonly EditedZone[]) => void;
  onLeave: () => void;
}

/** Zones that come lie partly in zones that are there: which, how much, and what is to be done about it. */
export function ArrivalDialog({ arrival, onTake, onLeave }: ArrivalDialogProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { zones, overlapped, both_m2, overlapping, cut } = arrival;
  // One that lies wholly in others can't be cut out of them.
  const ways = WAYS.filter((way) => way !== 'cut' || cut.length > 0);
  const [way, setWay] = useState<Way>(ways[0]!);
  const there = overlapped.map(({ zone }) => zone);
  const number = (n: number): string => formatNumber(n, language);
  const area = (m2: number): string => squareMetres(m2, language, t);
  const gone = zones.length - cut.length;
  const what: Record<Way, string> = {
    cut: [
      t('arrive.cut.what', { area: area(cut.reduce((sum, { shape }) => sum + areaOf(shape), 0)) }),
      gone === 0 ? '' : t('arrive.cut.gone', { n: number(gone) }),
    ]
      .join(' ')
      .trim(),
    replace: t('arrive.replace.what', {
      list: formatList(
        there.map(({ name }) => name),
        language,
      ),
    }),
    both: t('arrive.both.what'),
  };
  return (
    <ModalOverlay className={help.overlay!} isOpen isDismissable onOpenChange={(open) => !open && onLeave()}>
      <Modal className={help.modal!}>
        <Dialog className={help.dialog!}>
          <Heading slot="title" className={help.title!}>
            {t('arrive.title')}
          </Heading>
          <p>{t('arrive.what', { n: number(overlapping), of: number(zones.length), area: area(both_m2) })}</p>
          <ul className={styles.overlapped} aria-label={t('arrive.there')}>
            {overlapped.map(({ zone, area_m2 }) => (
              <li key={zone.zone_id}>
                <b>{zone.name}</b> {t('arrive.area', { area: area(area_m2), of: area(areaOf(zone.shape)) })}
              </li>
            ))}
          </ul>
          <fieldset className={styles.conflict}>
            <legend>{t('arrive.how')}</legend>
            {ways.map((name) => (
              <label key={name} className={styles.choice}>
                <input type="radio" name="arrival" checked={way === name} onChange={() => setWay(name)} />
                <span>
                  {t(`arrive.${name}`)} <small>{what[name]}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <div className={styles.acts}>
            <button
              type="button"
              className="primary"
              onClick={() => onTake(way === 'cut' ? cut : zones, way === 'replace' ? there : [])}
            >
              {t('arrive.take')}
            </button>
            <button type="button" onClick={onLeave}>
              {t('bar.cancel')}
            </button>
            <small>{t('arrive.undo')}</small>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
