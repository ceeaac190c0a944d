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
            {mayTakeRows && (
              <>
                {(['csv', 'geojson'] as const).map((format) => (
                  <Takeaway
                    key={format}
                    name={t(`export.selected.${format}`)}
                    small={number(tally?.n ?? 0)}
                    disabled={tally === null || tally.n === 0}
                    onTake={() => {
                      close();
                      saveRows(format, { ...taken(), filter }).catch(failed);
                    }}
                  />
                ))}
                <Takeaway
                  name={t('export.metadata')}
                  small="JSON"
                  disabled={tally === null || tally.n === 0}
                  onTake={() => {
                    close();
                    saveMetadata({ ...taken(), filter });
                  }}
                />
                <Takeaway
                  name={t('export.all')}
                  small={number(tally?.total ?? 0)}
                  disabled={tally === null || tally.total === 0}
                  onTake={() => {
                    close();
                    saveRows('csv', { ...taken(), filter: null }).catch(failed);
                  }}
                />
              </>
            )}
            <Takeaway
              name={t('export.picture')}
              small="PNG"
              disabled={city === null}
              onTake={() => {
                close();
                if (city !== null)
                  savePicture(city, fileName(municipality.slug, filter, demonstration, 'png'), caption()).catch(failed);
              }}
            />
            <Takeaway
              name={t('export.print')}
              small="A4"
              onTake={() => {
                close();
                // The menu goes before the page is laid out for paper.
                setTimeout(() => void printPage(city), 100);
              }}
            />
          </ul>
          {municipality.data.demonstration && <p className={panel.note}>{t('export.demonstration')}</p>}
        </>
      )}
    </Opener>
  );
}

interface TakeawayProps {
  name: string;
  /** How much it is, or as what. */
  small: string;
  disabled?: boolean;
  onTake: () => void;
}

/** One way to take the answer away. */
function Takeaway({ name, small, disabled = false, onTake }: TakeawayProps) {
  return (
    <li>
      <button type="button" className={panel.option} disabled={disabled} onClick={onTake}>
        <span>{name}</span>
        <small>{small}</small>
      </button>
    </li>
  );
}
