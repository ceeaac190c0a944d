import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import { isCancelled } from './passkey.ts';

/** What stood in the way of a passkey: the browser's own refusals in our words, the api's in its. */
export function PasskeyLine({ error }: { error: Error | null }) {
  const { t } = useTranslation('account');
  if (isCancelled(error)) return <ProblemLine problem={t('passkey.cancelled')} />;
  if (error?.name === 'InvalidStateError') return <ProblemLine problem={t('passkey.already')} />;
  return <ProblemLine problem={sentenceOf(error)} />;
}
