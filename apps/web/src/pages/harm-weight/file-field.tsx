import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Chooses a file of weights. */
export function FileField({ disabled, onFile }: { disabled: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation('harm');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        {t('file')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('file')}
        accept=".csv,.txt,.xlsx"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = ''; // the same file may be chosen again
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
