import { HARM_SOURCE_MAX, HARM_WEIGHT_MAX, HarmWeightFile, HarmWeights } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api, request } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { DifferenceList } from './difference-list.tsx';
import { type Draft, differencesOf, typedOf, withFile, withSharedSource } from './draft.ts';
import { FileField } from './file-field.tsx';
import weightStyles from './harm-weight.module.css';
import { WeightTable } from './weight-table.tsx';

const DECIMALS = 10;

/** How much each category weighs when harm is counted, and where that is from. */
export function HarmWeightsPage() {
  const { t } = useTranslation('harm');
  const { slug } = useArea().municipality;
  const address = `/api/${slug}/harm-weights`;
  const saved = useQuery({
    queryKey: ['harm-weights', slug],
    queryFn: ({ signal }) => api.get(address, HarmWeights, { signal }),
  });
  if (saved.error !== null && saved.data === undefined) return <Failure error={saved.error} retry={saved.refetch} />;
  return (
    <section className={styles.section}>
      <h2>{t('title')}</h2>
      <p>{t('why')}</p>
      <p className={styles.note}>
        {t('from')} <Doi of="10.1007/s41887-020-00041-4" />
      </p>
      <p className={styles.note}>
        {t('critique')} <Doi of="10.1007/s41887-021-00061-8" />
      </p>
      {saved.data === undefined ? (
        <p role="status">{t('fetching')}</p>
      ) : (
        <Weights saved={saved.data} address={address} />
      )}
    </section>
  );
}

function Doi({ of }: { of: string }) {
  return (
    <a href={`https://doi.org/${of}`} dir="ltr">
      {`doi:${of}`}
    </a>
  );
}

function Weights({ saved, address }: { saved: HarmWeights; address: string }) {
  const { t } = useTranslation('harm');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(new Map());
  const [shared, setShared] = useState('');
  /** What a saving replaced, for whoever takes it back before anybody has changed something else. */
  const [former, setFormer] = useState<HarmWeights | null>(null);
  const write = (weight: number): string =>
    formatNumber(weight, language, { maximumFractionDigits: DECIMALS, useGrouping: false });
  const number = (n: number): string => formatNumber(n, language);

  const { weights } = saved;
  const differences = differencesOf(weights, draft, shared);
  const faults = differences.filter(({ fault }) => fault !== null);
  useBlocker({
    shouldBlockFn: () => differences.length > 0 && !confirm(t('leave')),
    enableBeforeUnload: () => differences.length > 0,
  });
  const save = useMutation({
    mutationFn: (changed: HarmWeights) => api.put(address, changed, HarmWeights),
    onSuccess: async (after, changed) => {
      const codes = new Set(changed.weights.map(({ code }) => code));
      setFormer({ version: after.version, weights: weights.filter(({ code }) => codes.has(code)) });
      setDraft(new Map());
      queries.setQueryData(['harm-weights', slug], after);
      announce(t('saved'));
      await queries.invalidateQueries(); // what is counted by harm is another now
    },
    onError: () => queries.invalidateQueries({ queryKey: ['harm-weights', slug] }), // somebody else may have been quicker
  });
  const read = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return HarmWeightFile.parse(await (await request('POST', `${address}/read`, body)).json());
    },
    onSuccess: (file) => {
      setDraft(withFile(draft, file.weights, write));
      announce(t('file.read', { count: file.weights.length, n: number(file.weights.length) }));
    },
  });
  const weighed = weights.filter(({ weight }) => weight !== null).length;
  return (
    <form
      className={forms.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (differences.length > 0 && faults.length === 0)
          save.mutate({ version: saved.version, weights: differences.map(({ after }) => after) });
      }}
    >
      <p>
        <strong>{t('sum', { n: number(weighed), all: number(weights.length) })}</strong>
      </p>
      <div className={weightStyles.files}>
        <FileField disabled={read.isPending} onFile={(file) => read.mutate(file)} />
        <a href={`${address}.csv`} download>
          {t('download')}
        </a>
      </div>
      <p className={styles.note}>{t('file.note')}</p>
      <ProblemLine problem={sentenceOf(read.error)} />
      <TextField
        label={t('shared')}
        note={t('shared.note')}
        dir="auto"
        maxLength={HARM_SOURCE_MAX}
        autoComplete="off"
        value={shared}
        onText={setShared}
      />
      {shared.trim() !== '' && (
        <div className={forms.acts}>
          <button type="button" onClick={() => setDraft(withSharedSource(draft, weights, write))}>
            {t('shared.all')}
          </button>
        </div>
      )}
      <WeightTable
        weights={weights}
        typedFor={(one) => draft.get(one.code) ?? typedOf(one, write)}
        shared={shared}
        faults={new Map(faults.map(({ before, fault }) => [before.code, fault!]))}
        onTyped={(code, typed) => setDraft(new Map([...draft, [code, typed]]))}
      />
      {differences.length > 0 && <DifferenceList differences={differences} write={write} />}
      {faults.length > 0 && (
        <p role="alert">
          {t('faults', { count: faults.length, n: number(faults.length), max: number(HARM_WEIGHT_MAX) })}
        </p>
      )}
      <ProblemLine problem={sentenceOf(save.error)} />
      <div className={forms.acts}>
        <SendButton
          type="submit"
          className="primary"
          disabled={save.isPending || differences.length === 0 || faults.length > 0}
        >
          {t('save')}
        </SendButton>
        {differences.length > 0 && (
          <button type="button" onClick={() => setDraft(new Map())}>
            {t('discard')}
          </button>
        )}
        {former !== null && differences.length === 0 && (
          <SendButton type="button" disabled={save.isPending} onClick={() => save.mutate(former)}>
            {t('undo')}
          </SendButton>
        )}
      </div>
      <p className={styles.note}>{t('log')}</p>
    </form>
  );
}
