import type { Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { enterByPasskey } from './passkey.ts';
import { PasskeyLine } from './passkey-line.tsx';

/** In with a passkey, and no name: the key tells whose it is. */
export function PasskeyButton({ onDone }: { onDone: (session: Session) => void }) {
  const { t } = useTranslation('account');
  const enter = useMutation({ mutationFn: enterByPasskey, onSuccess: onDone });
  return (
    <>
      <button type="button" disabled={enter.isPending} onClick={() => enter.mutate()}>
        {t(enter.isPending ? 'passkey.waiting' : 'passkey.go')}
      </button>
      <PasskeyLine error={enter.error} />
    </>
  );
}
