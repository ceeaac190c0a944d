import { type OwnPasskey, OwnWays, PasskeyQuestion } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { NameField, PasswordField } from '../../account/field.tsx';
import { makePasskey } from '../../account/passkey.ts';
import { PasskeyLine } from '../../account/passkey-line.tsx';
import { useSession } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { useWays, WAYS_KEY } from './own-ways.tsx';

/** One's own passkeys: made, named, removed; and whether one is asked for after the password. */
export function OwnPasskeys() {
  const { t } = useTranslation('account');
  const { passkeys: isPossible } = useSession().sign_in;
  const ways = useWays();
  const [adding, setAdding] = useState(false);
  if (ways === undefined) return null;
  return (
    <section className={styles.section}>
      <h2>{t('passkeys.title')}</h2>
      <p className={styles.note}>{t('passkeys.note')}</p>
      {ways.passkeys.length > 0 && (
        <ul className={styles.list}>
          {ways.passkeys.map((one) => (
            <li key={one.passkey_id} className={styles.entry}>
              <Entry one={one} />
            </li>
          ))}
        </ul>
      )}
      {!isPossible ? (
        <p className={styles.note}>{t('passkeys.notHere')}</p>
      ) : adding ? (
        <AddPasskey hasPassword={ways.password} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <button type="button" onClick={() => setAdding(true)}>
            {t('passkeys.add')}
          </button>
        </div>
      )}
      {ways.password && ways.passkeys.length > 0 && <SecondFactor ways={ways} />}
    </section>
  );
}

function Entry({ one }: { one: OwnPasskey }) {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const queries = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const path = `/api/account/passkeys/${one.passkey_id}`;
  const again = () => queries.invalidateQueries({ queryKey: WAYS_KEY });
  const rename = useMutation({
    mutationFn: (wanted: string) => api.patch(path, { name: wanted }, OwnWays),
    onSuccess: async () => {
      await again();
      setName(null);
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: () => announce(t('passkeys.removed', { name: one.name })),
    onSettled: again,
  });
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium' });
  const when = (text: string) => day.format(new Date(text));
  return (
    <div className={styles.what}>
      <bdi>{one.name}</bdi>
      <small>
        <bdi>{one.address}</bdi> · {t('passkeys.since', { when: when(one.created_at) })} ·{' '}
        {one.used_at === null ? t('passkeys.unused') : t('passkeys.used', { when: when(one.used_at) })}
      </small>
      {name !== null && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate(name);
          }}
        >
          <NameField label={t('passkey.name')} value={name} onText={setName} autoFocus />
          <div className={forms.acts}>
            <SendButton type="submit" className="primary" disabled={rename.isPending}>
              {t('act.save')}
            </SendButton>
            <button type="button" onClick={() => setName(null)}>
              {t('act.cancel')}
            </button>
          </div>
        </form>
      )}
      <ProblemLine problem={sentenceOf(rename.error ?? remove.error)} />
      {name === null && (
        <div className={forms.acts}>
          <button type="button" aria-label={`${t('passkeys.rename')}: ${one.name}`} onClick={() => setName(one.name)}>
            {t('passkeys.rename')}
          </button>
          <SendButton
            type="button"
            aria-label={`${t('passkeys.remove')}: ${one.name}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('passkeys.remove')}
          </SendButton>
        </div>
      )}
    </div>
  );
}

function AddPasskey({ hasPassword, onDone }: { hasPassword: boolean; onDone: () => void }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const { account } = useSession();
  const [name, setName] = useState(t('passkey.firstName'));
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const given = { password: hasPassword ? password : null };
      const { options } = await api.post('/api/account/passkeys/start', given, PasskeyQuestion);
      return api.post('/api/account/passkeys', { response: await makePasskey(options), name }, OwnWays);
    },
    onSuccess: async () => {
      announce(t('passkeys.added', { name }));
      await queries.invalidateQueries({ queryKey: WAYS_KEY });
      onDone();
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <div className={forms.fields}>
        <NameField label={t('passkey.name')} note={t('passkey.nameNote')} value={name} onText={setName} autoFocus />
        {hasPassword && (
          <>
            <input type="hidden" name="username" autoComplete="username" value={account?.login ?? ''} readOnly />
            <PasswordField label={t('password.current')} value={password} onText={setPassword} />
          </>
        )}
      </div>
      <PasskeyLine error={add.error} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={add.isPending}>
          {t(add.isPending ? 'passkey.waiting' : 'passkeys.make')}
        </SendButton>
        <button type="button" onClick={onDone}>
          {t('act.cancel')}
        </button>
      </div>
    </form>
  );
}

function SecondFactor({ ways }: { ways: OwnWays }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const set = useMutation({
    mutationFn: (on: boolean) => api.put('/api/account/second-factor', { on }, OwnWays),
    onSettled: () => queries.invalidateQueries({ queryKey: WAYS_KEY }),
  });
  if (ways.second_factor_by_role) return <p className={styles.note}>{t('second.byRole')}</p>;
  return (
    <>
      <label className={forms.check}>
        <input
          type="checkbox"
          checked={set.isPending ? set.variables : ways.second_factor}
          disabled={set.isPending}
          onChange={(event) => set.mutate(event.target.checked)}
        />
        {t('second.own')}
      </label>
      <ProblemLine problem={sentenceOf(set.error)} />
    </>
  );
}
