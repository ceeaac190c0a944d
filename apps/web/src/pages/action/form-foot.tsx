import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { ProblemLine } from '../../import/problem-line.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';

interface FormFootProps {
  /** What is sent, and how it stands. */
  sending: { readonly error: Error | null; readonly isPending: boolean };
  /** What the button says; to save, where it is left out. */
  save?: string;
  onCancel: () => void;
}

/** How a form ends: what stands in the way, and the buttons that send it or give it up. */
export function FormFoot({ sending: { error, isPending }, save, onCancel }: FormFootProps) {
  const { t } = useTranslation('actions');
  return (
    <>
      <ProblemLine problem={sentenceOf(error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={isPending}>
          {save ?? t('save')}
        </SendButton>
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}
