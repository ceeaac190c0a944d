import type { PublicText } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../lawful/area-field.tsx';

/** What is said in public as it is typed: in each language, empty where it isn't written. */
export type TypedText = Required<PublicText>;

export const typedOf = (text: PublicText | null | undefined): TypedText => ({
  ...{ sv: text?.sv ?? '', en: text?.en ?? '', ar: text?.ar ?? '' },
});

/** What is sent of it: other languages than Swedish only where they are written. */
export const sentOf = ({ sv, en, ar }: TypedText): PublicText => ({
  ...{ sv, ...(en.trim() && { en }), ...(ar.trim() && { ar }) },
});

interface PublicTextFieldsProps {
  /** of the Swedish text */
  label: string;
  required?: boolean;
  text: TypedText;
  onText: (text: TypedText) => void;
}

export function PublicTextFields({ label, required, text, onText }: PublicTextFieldsProps) {
  const { t } = useTranslation('actions');
  return (
    <>
      <AreaField
        label={label}
        note={t('field.text.note')}
        {...(required && { required })}
        value={text.sv}
        onText={(sv) => onText({ ...text, sv })}
      />
      <AreaField label={t('field.en')} value={text.en} onText={(en) => onText({ ...text, en })} />
      <AreaField label={t('field.ar')} value={text.ar} onText={(ar) => onText({ ...text, ar })} />
    </>
  );
}
