import { LOGIN_MAX, type Session, SignedIn, type SecondStep as Step } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import styles from './account.module.css';
import { PasswordField, TextField } from './field.tsx';
import { OtherWays } from './other-ways.tsx';
import { SecondStep } from './second-step.tsx';

interface SignInProps {
  /** Whose session ended, where it lies over their page. */
  login?: string;
  onDone: (session: Session) => void;
}

/** Name and password, or another way in. */
export function SignInForm({ login: known = '', onDone }: SignInProps) {
  const { t } = useTranslation('account');
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<Step | null>(null);
  const signIn = useMutation({
    mutationFn: () => api.post('/api/session', { login, password }, SignedIn),
    onSuccess: ({ second_step, ...session }) => (second_step === null ? onDone(session) : setStep(second_step)),
  });
  if (step !== null)
    return (
      <SecondStep
        step={step}
        onDone={onDone}
        onBack={() => {
          setStep(null);
          setPassword('');
        }}
      />
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <OtherWays apart={known !== ''} onDone={onDone} />
      <TextField
        label={t('field.login')}
        value={login}
        onText={setLogin}
        required
        dir="auto"
        maxLength={LOGIN_MAX}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={known === ''}
      />
      <PasswordField label={t('field.password')} value={password} onText={setPassword} autoFocus={known !== ''} />
      <ProblemLine problem={sentenceOf(signIn.error)} />
      <button type="submit" className="primary" disabled={signIn.isPending}>
        {t(signIn.isPending ? 'signIn.going' : 'signIn.go')}
      </button>
      <p className={styles.note}>{t('signIn.forgotten')}</p>
    </form>
  );
}
