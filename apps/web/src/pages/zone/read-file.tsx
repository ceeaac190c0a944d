import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { Opener } from '../../panels/opener.tsx';
import panel from '../../panels/panel.module.css';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { readZones } from './plans.ts';
import { useTaking } from './taking.tsx';

const ACCEPTED = '.geojson,.json,.gpx,.kml,.zip,.gpkg';

/** Reads the polygons of a file into what is drawn; nothing is saved by that. */
export function ReadFile() {
  const { t } = useTranslation('zones');
  return (
    <Opener
      className={panel.tool}
      label={t('read.title')}
      title={t('read.title')}
      placement="bottom end"
      face={<Icon name="upload" />}
    >
      {(close) => <FileChoice onRead={close} />}
    </Opener>
  );
}

/** Which file; why the last one was refused is gone with it. */
function FileChoice({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const take = useTaking();
  const input = useRef<HTMLInputElement>(null);
  const read = useMutation({
    mutationFn: (file: File) => readZones(slug, file),
    onSuccess: ({ zones, left_out }) => {
      const n = (count: number) => formatNumber(count, language);
      const left = left_out === 0 ? '' : t('read.left', { count: left_out, n: n(left_out) });
      take(zones, () => announce(`${t('read.done', { count: zones.length, n: n(zones.length) })} ${left}`.trim()));
    },
  });
  return (
    <>
      <h2>{t('read.title')}</h2>
      <p className={panel.note}>{t('read.what')}</p>
      <ProblemLine problem={sentenceOf(read.error)} />
      <button type="button" className="primary" disabled={read.isPending} onClick={() => input.current?.click()}>
        {t('read.choose')}
      </button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        aria-label={t('read.choose')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) read.mutate(file, { onSuccess: onRead });
          target.value = '';
        }}
      />
    </>
  );
}
