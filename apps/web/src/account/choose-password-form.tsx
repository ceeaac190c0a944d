import { type Link, type Session, SignedIn, type SecondStep as Step } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import styles from './account.module.css';
import { PasswordField } from './field.tsx';
import { SecondStep } from './second-step.tsx';

interface ChooseProps {
  token: string;
  link: Link;
  onDone: (session: Session) => void;
}

/** An invitation, or a new password: whose it is is shown, and the browser keeps the pair. */
export function ChoosePasswordForm({ token, link, onDone }: ChooseProps) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<Step | null>(null);
  const use = useMutation({
    mutationFn: () => api.post('/api/link/use', { token, password }, SignedIn),
    onSuccess: ({ second_step, ...session }) => (second_step === null ? onDone(session) : setStep(second_step)),
  });
  // The password is set by now: from here it is a sign-in like any other.
  if (step !== null) return <SecondStep step={step} onDone={onDone} onBack={() => location.assign('/')} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        use.mutate();
      }}
    >
      <p className={styles.note}>{t(`link.${link.purpose}`, { name: link.name ?? '' })}</p>
      <p>
        {t('field.login')}: <bdi>{link.login}</bdi>
      </p>
      <input type="hidden" name="username" autoComplete="username" value={link.login ?? ''} readOnly />
      <PasswordField label={t('field.newPassword')} value={password} onText={setPassword} isNew autoFocus />
      <ProblemLine problem={sentenceOf(use.error)} />
      <button type="submit" className="primary" disabled={use.isPending}>
        {t(use.isPending ? 'link.going' : 'link.go')}
      </button>
    </form>
  );
}
