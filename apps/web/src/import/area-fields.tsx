import { crsName, RESERVED_SLUGS, Slug } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '../shell/area.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import styles from './confirm.module.css';
import { areaSrids } from './crs.ts';
import { AREA_ID, importDesk, useImportStage } from './desk.ts';
import { areaOf, newAreaOf } from './draft.ts';
import { slugOf } from './slug.ts';
import { ZoneSelect } from './zone-select.tsx';

/** Where the rows go: an area that is here, or a new one proposed from the coordinates. */
export function AreaFields() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const stage = useImportStage();
  const { data: installation } = useQuery(installationQuery);
  const area = areaOf(stage);
  const { proposed } = stage;
  // Asked about already: the same choice twice would be one too many.
  const asked = stage.asked.some(({ about }) => about === 'municipality');
  if (asked && area !== '') return null;
  return (
    <section className={styles.section}>
      <h3>{t('area.title')}</h3>
      {!asked && (
        <label className={styles.field} id={AREA_ID}>
          <span>{t('area.which')}</span>
          <select value={area ?? '-'} onChange={(event) => importDesk.edit({ area: event.target.value })}>
            {area === null && <option value="-">{t('area.unknown')}</option>}
            {proposed !== null && <option value="">{t('area.new', { name: newAreaOf(stage)?.names.sv ?? '' })}</option>}
            {installation?.municipalities.map(({ slug, names }) => (
              <option key={slug} value={slug}>
                {nameIn(names, language)}
              </option>
            ))}
          </select>
        </label>
      )}
      {area === '' && <NewAreaFields />}
    </section>
  );
}

function NewAreaFields() {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const area = newAreaOf(stage);
  if (area === null || stage.proposed === null) return null;
  const set = (edits: typeof stage.draft.area_edits): void =>
    importDesk.edit({ area_edits: { ...stage.draft.area_edits, ...edits } });
  const reserved = (RESERVED_SLUGS as readonly string[]).includes(area.slug);
  const badSlug = !Slug.safeParse(area.slug).success;
  const name = area.names.sv;
  return (
    <>
      <p className={styles.note}>{t('area.newWhat')}</p>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{t('area.name')}</span>
          <input
            value={name}
            maxLength={100}
            aria-invalid={name.trim() === ''}
            onChange={(event) =>
              // The address follows the name until somebody has written one.
              set({
                names: { sv: event.target.value },
                ...(area.slug === slugOf(name) && { slug: slugOf(event.target.value) }),
              })
            }
          />
        </label>
        <label className={styles.field}>
          <span>{t('area.slug')}</span>
          <input
            dir="ltr"
            value={area.slug}
            maxLength={49}
            aria-invalid={badSlug}
            aria-describedby={badSlug ? 'import-slug-rule' : undefined}
            onChange={(event) => set({ slug: event.target.value })}
          />
        </label>
        <ZoneSelect label={t('area.zone')} value={area.time_zone} onChange={(time_zone) => set({ time_zone })} />
        <label className={styles.field}>
          <span>{t('area.srid')}</span>
          <select value={area.srid} onChange={(event) => set({ srid: Number(event.target.value) })}>
            {areaSrids(stage.proposed.srid).map((srid) => (
              <option key={srid} value={srid}>
                {crsName(srid)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {badSlug && (
        <p id="import-slug-rule" className={styles.wrong}>
          {t(reserved ? 'area.slugReserved' : 'area.slugRule')}
        </p>
      )}
    </>
  );
}
