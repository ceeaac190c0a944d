import type { WalkPhoto } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './walk.module.css';
import { useRenew } from './walk-query.ts';

interface PhotosProps {
  /** The observation's address. */
  at: string;
  photos: readonly WalkPhoto[];
  holds: boolean;
}

/** The photos of an observation, for signed-in staff. */
export function Photos({ at, photos, holds }: PhotosProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const renew = useRenew();
  const [asked, setAsked] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (photo_id: string) => api.delete(`${at}/photos/${photo_id}`),
    onSuccess: renew,
  });
  if (photos.length === 0) return null;
  return (
    <div className={styles.shown}>
      {photos.map(({ photo_id }, i) => (
        <figure key={photo_id}>
          <img
            src={`${at}/photos/${photo_id}`}
            alt={t('photo.alt', { n: formatNumber(i + 1, language) })}
            loading="lazy"
          />
          {holds && (
            <figcaption className={styles.unprinted}>
              {asked === photo_id ? (
                <>
                  {t('photo.removeSure')}{' '}
                  <button type="button" onClick={() => remove.mutate(photo_id)}>
                    {t('yes')}
                  </button>{' '}
                  <button type="button" onClick={() => setAsked(null)}>
                    {t('no')}
                  </button>
                </>
              ) : (
                <button type="button" onClick={() => setAsked(photo_id)}>
                  {t('photo.remove', { n: formatNumber(i + 1, language) })}
                </button>
              )}
            </figcaption>
          )}
        </figure>
      ))}
      <ProblemLine problem={sentenceOf(remove.error)} />
    </div>
  );
}
