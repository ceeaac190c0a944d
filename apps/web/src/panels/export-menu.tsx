import { useTranslation } from 'react-i18next';
import { useEngine, useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { announce } from '../shell/announcer.tsx';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useCity } from './city.ts';
import { Opener } from './opener.tsx';
import panel from './panel.module.css';
import { savePicture, saveRows } from './take-away.ts';

/** Take the answer away: rows as a file, the map as a picture, the page on paper. */
export function ExportMenu() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const engine = useEngine();
  const city = useCity();
  const tally = useTally();
  const { filter } = useFilter();
  const number = (n: number): string => formatNumber(n, language);
  const failed = (): void => announce(t('export.failed'));
  return (
    <Opener
      className={panel.tool}
      label={t('export.title')}
      title={t('export.title')}
      placement="bottom end"
      face={<Icon name="download" />}
    >
      {(close) => (
        <>
          <h2>{t('export.title')}</h2>
          <ul className={panel.options}>
            {(['csv', 'geojson'] as const).map((format) => (
              <li key={format}>
                <button
                  type="button"
                  className={panel.option}
                  disabled={tally === null || tally.n === 0}
                  onClick={() => {
                    close();
                    saveRows(format, engine, filter, municipality).catch(failed);
                  }}
                >
                  <span>{t(`export.selected.${format}`)}</span>
                  <small>{number(tally?.n ?? 0)}</small>
                </button>
              </li>
            ))}
            <li>
              <button
                type="button"
                className={panel.option}
                disabled={tally === null || tally.total === 0}
                onClick={() => {
                  close();
                  saveRows('csv', engine, null, municipality).catch(failed);
                }}
              >
                <span>{t('export.all')}</span>
                <small>{number(tally?.total ?? 0)}</small>
              </button>
            </li>
            <li>
              <button
                type="button"
                className={panel.option}
                disabled={city === null}
                onClick={() => {
                  close();
                  if (city !== null) savePicture(city, document, t).catch(failed);
                }}
              >
                <span>{t('export.picture')}</span>
                <small>PNG</small>
              </button>
            </li>
            <li>
              <button
                type="button"
                className={panel.option}
                onClick={() => {
                  close();
                  setTimeout(() => print(), 100);
                }}
              >
                <span>{t('export.print')}</span>
                <small>A4</small>
              </button>
            </li>
          </ul>
          {municipality.data.demonstration && <p className={panel.note}>{t('export.demonstration')}</p>}
        </>
      )}
    </Opener>
  );
}
