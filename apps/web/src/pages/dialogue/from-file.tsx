import { PerceptionFile } from '@lagesbild/contract';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api.ts';
import { RESEND_HEADER, resendKeyOfFile } from '../../resend-key.ts';
import { useArea } from '../../shell/area.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';

/** What became of a file: how much was stored, the rows that keep it from being, or why it couldn't be read at all. */
type Outcome = { kind: 'stored' | 'rejected'; file: PerceptionFile } | { kind: 'failed'; why: string };

async function send(path: string, file: File, check: boolean): Promise<PerceptionFile> {
  const body = new FormData();
  body.append('file', file);
  const key = check ? null : resendKeyOfFile(file);
  const headers: Record<string, string> = key === null ? {} : { [RESEND_HEADER]: key };
  return PerceptionFile.parse(await (await request('POST', `${path}?check=${check}`, body, { headers })).json());
}

/** Reads a file of dialogues or survey results: looked through first, and stored only if every row can be used. */
export function FromFile({ of, onStored }: { of: 'dialogues' | 'surveys'; onStored: () => void }) {
  const { t } = useTranslation('dialogue');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const number = (n: number): string => formatNumber(n, language);
  const take = async (file: File): Promise<void> => {
    const path = `/api/${slug}/${of}/import`;
    setBusy(true);
    setOutcome(null);
    try {
      const looked = await send(path, file, true);
      if (looked.rejected.length > 0) setOutcome({ kind: 'rejected', file: looked });
      else {
        setOutcome({ kind: 'stored', file: await send(path, file, false) });
        onStored();
      }
    } catch (error) {
      setOutcome({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <button type="button" disabled={busy} onClick={() => input.current?.click()}>
        {t(`${of}.file`)}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t(`${of}.file`)}
        accept=".csv,.txt,.xlsx,.json,.geojson"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = ''; // the same file may be chosen again
          if (file !== undefined) void take(file);
        }}
      />
      <div role="status">
        {busy && <p className={styles.note}>{t('reading')}</p>}
        {outcome?.kind === 'failed' && <p>{outcome.why}</p>}
        {outcome?.kind === 'stored' && (
          <p>{t(`${of}.stored`, { n: number(outcome.file.stored), marks: number(outcome.file.marks) })}</p>
        )}
        {outcome?.kind === 'rejected' && (
          <>
            <p>{t('rejected')}</p>
            <ul>
              {outcome.file.rejected.map(({ row, why }) => (
                <li key={row}>
                  {t('row', { n: number(row) })} <bdi>{why}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
