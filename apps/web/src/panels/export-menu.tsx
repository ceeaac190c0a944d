import { useTranslation } from 'react-i18next';
import { useMay } from '../account/session.ts';
import { useEngine, useTally } from '../engine/hooks.ts';
import { filterStore, useFilter, useView } from '../filter.ts';
import { announce } from '../shell/announcer.tsx';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatDataDate, formatNumber, formatPeriod } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { dayText } from './calendar.ts';
import { useCity } from './city.ts';
import { spanOf } from './extent.ts';
import { type Caption, pagePaint } from './map-picture.ts';
import { Opener } from './opener.tsx';
import panel from './panel.module.css';
import { printPage } from './print-page.ts';
import { fileName } from './row-file.ts';
import { saveMetadata, savePicture, saveRows } from './take-away.ts';
import { useTimeline } from './timeline.ts';
import { weekWords } from './week-words.ts';

/** Take the answer away: rows as a file, the map as a picture, the page on paper. */
export function ExportMenu() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const mayTakeRows = useMay()('take_out_incidents', municipality.slug);
  const engine = useEngine();
  const city = useCity();
  const tally = useTally();
  const { filter } = useFilter();
  const number = (n: number): string => formatNumber(n, language);
  const { demonstration, last_day } = municipality.data;
  const timeline = useTimeline();
  const { layers } = useView();
  /** What the page says around the map, for a picture of it. */
  const caption = (): Omit<Caption, 'attribution'> => {
    const span = timeline === null ? null : (spanOf(filter, timeline.extent) ?? timeline.extent);
    const hours = weekWords(filter, language);
    const lines = [
      span === null ? '' : formatPeriod(dayText(span.from), dayText(span.to), language, timeline?.extent.snap),
      hours,
      tally === null ? '' : t('summary.shows', { n: number(tally.n), total: number(tally.total) }),
      last_day === null
        ? ''
        : t('summary.dataTo', {
            day: formatDataDate({ last_day, monthly: timeline?.extent.snap === 'month' }, language),
          }),
      demonstration ? t('summary.demonstration') : '',
    ];
    return {
      title: nameIn(municipality.names, language),
      lines: lines.filter((line) => line !== ''),
      key:
        city !== null && layers.includes('density') && city.drawn.surface === 'ready'
          ? {
              title: `${t('layers.density')}, ${t('layers.densityUnit')}, ${t('unit.metres', { n: number(city.drawn.bandwidth_m) })}`,
              colours: pagePaint(document).ramp,
              ticks: city.drawn.scale.breaks.map(number),
            }
          : null,
      mirrored: document.documentElement.dir === 'rtl',
    };
  };
  const taken = () => ({ engine, municipality, language, address: filterStore.permalink(location.origin) });
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
            {mayTakeRows &&
              (['csv', 'geojson'] as const).map((format) => (
                <li key={format}>
                  <button
                    type="button"
                    className={panel.option}
                    disabled={tally === null || tally.n === 0}
                    onClick={() => {
                      close();
                      saveRows(format, { ...taken(), filter }).catch(failed);
                    }}
                  >
                    <span>{t(`export.selected.${format}`)}</span>
                    <small>{number(tally?.n ?? 0)}</small>
                  </button>
                </li>
              ))}
            {mayTakeRows && (
              <li>
                <button
                  type="button"
                  className={panel.option}
                  disabled={tally === null || tally.n === 0}
                  onClick={() => {
                    close();
                    saveMetadata({ ...taken(), filter });
                  }}
                >
                  <span>{t('export.metadata')}</span>
                  <small dir="ltr">JSON</small>
                </button>
              </li>
            )}
            {mayTakeRows && (
              <li>
                <button
                  type="button"
                  className={panel.option}
                  disabled={tally === null || tally.total === 0}
                  onClick={() => {
                    close();
                    saveRows('csv', { ...taken(), filter: null }).catch(failed);
                  }}
                >
                  <span>{t('export.all')}</span>
                  <small>{number(tally?.total ?? 0)}</small>
                </button>
              </li>
            )}
            <li>
              <button
                type="button"
                className={panel.option}
                disabled={city === null}
                onClick={() => {
                  close();
                  if (city !== null)
                    savePicture(city, fileName(municipality.slug, filter, demonstration, 'png'), caption()).catch(
                      failed,
                    );
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
                  // The menu goes before the page is laid out for paper.
                  setTimeout(() => void printPage(city), 100);
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
