import { FEELINGS, type FlagForm, type NewMark } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../../account/field.tsx';
import { Icon } from '../../../shell/icon.tsx';
import { formatNumber } from '../../../text/format.ts';
import { nameIn, useLanguage } from '../../../text/index.ts';
import { type Drawing, isWhole, SHAPES, type Shape } from './drawing.ts';
import styles from './live.module.css';
import { Pick } from './pick.tsx';

interface DrawBarProps {
  feeling: NewMark['feeling'];
  drawing: Drawing;
  places: FlagForm['places'];
  /** Without a map only the list of places remains. */
  hasMap: boolean;
  onFeeling: (feeling: NewMark['feeling']) => void;
  onShape: (shape: Shape) => void;
  onCentre: () => void;
  onTakeBack: () => void;
  onFinish: () => void;
  onPlace: (slug: string) => void;
}

/** What the next press on the map makes, and the same without pressing on it. */
export function DrawBar({ feeling, drawing, places, hasMap, ...on }: DrawBarProps) {
  const { t } = useTranslation(['dialogue', 'perception']);
  const language = useLanguage();
  const { shape, corners } = drawing;
  return (
    <div className={styles.draw}>
      <Pick
        legend={t('live.next')}
        choices={FEELINGS.map((value) => ({ value, name: t(`perception:feeling.${value}`) }))}
        isChosen={(value) => feeling === value}
        onTap={on.onFeeling}
      />
      {hasMap && (
        <>
          <Pick
            legend={t('live.as')}
            choices={SHAPES.map((value) => ({ value, name: t(`live.shape.${value}`) }))}
            isChosen={(value) => shape === value}
            onTap={on.onShape}
          />
          <div className={styles.acts}>
            <button type="button" onClick={on.onCentre}>
              <Icon name="target" size={18} /> {t(shape === 'Point' ? 'live.centre' : 'live.corner')}
            </button>
            {corners.length > 0 && (
              <>
                <button type="button" onClick={on.onTakeBack}>
                  <Icon name="undo" size={18} /> {t('live.takeBack')}
                </button>
                <button type="button" className="primary" aria-disabled={!isWhole(drawing)} onClick={on.onFinish}>
                  {t('live.finish', { n: formatNumber(corners.length, language) })}
                </button>
              </>
            )}
          </div>
        </>
      )}
      <SelectField
        label={t('live.byName')}
        value=""
        choices={[
          { value: '', name: t('live.choose') },
          ...places.map(({ slug, names }) => ({ value: slug, name: nameIn(names, language) })),
        ]}
        onValue={(slug) => slug !== '' && on.onPlace(slug)}
      />
    </div>
  );
}
