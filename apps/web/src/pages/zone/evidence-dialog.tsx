import { addDays, EVIDENCE_LEAST, PermitEvidence, type ZoneOutline } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import help from '../../panels/help.module.css';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber, formatPeriod } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { CardMap } from '../patrol/card-map.tsx';
import styles from './evidence.module.css';
import { EvidencePresence } from './evidence-presence.tsx';
import { EvidenceRecorded } from './evidence-recorded.tsx';

/** A year: all seasons once. */
const DAYS_BACK = 364;

interface EvidenceDialogProps {
  name: string;
  /** number of the decision that is to be renewed; '' while there is none */
  decision: string;
  outline: ZoneOutline;
  today: string;
  onClose: () => void;
}

/** What an application for a permit rests on, as a document to print: of an area that is recorded, or only drawn. */
export function EvidenceDialog({ name, decision, outline, today, onClose }: EvidenceDialogProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { slug, names } = useArea().municipality;
  const [days, setDays] = useState({ from: addDays(today, -DAYS_BACK), to: today });
  const { from, to } = days;
  const { data, error, refetch } = useQuery({
    queryKey: ['permit-evidence', slug, outline, name, from, to],
    queryFn: ({ signal }) =>
      api.post(`/api/${slug}/permit-areas/evidence`, { name, outline, from, to }, PermitEvidence, { signal }),
    enabled: from !== '' && to !== '' && from <= to,
    // Each reading stands in the log.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <ModalOverlay className={`${help.overlay} ${styles.overlay}`} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={`${help.modal} ${styles.modal}`}>
        <Dialog className={`${help.dialog} ${styles.dialog}`}>
          <Heading slot="title" className={help.title!}>
            {t('evidence.title', { name })}
          </Heading>
          <p>
            {nameIn(names, language)} · {t('evidence.law')}
            {decision !== '' && ` · ${t('evidence.renewal', { decision })}`}
          </p>
          <div className={styles.bar}>
            <label className={panel.field}>
              {t('evidence.from')}
              <input
                type="date"
                value={from}
                max={to}
                onChange={({ target }) => setDays({ ...days, from: target.value })}
              />
            </label>
            <label className={panel.field}>
              {t('evidence.to')}
              <input
                type="date"
                value={to}
                min={from}
                max={today}
                onChange={({ target }) => setDays({ ...days, to: target.value })}
              />
            </label>
            <button type="button" disabled={data === undefined} onClick={() => print()}>
              <Icon name="print" size={16} /> {t('evidence.print')}
            </button>
            <button type="button" onClick={onClose}>
              {t('keys.shut')}
            </button>
          </div>
          {error !== null && <Failure error={error} retry={() => void refetch()} />}
          {data === undefined ? (
            error === null && <p role="status">{t('evidence.waiting')}</p>
          ) : (
            <>
              <p className={styles.period}>
                {formatPeriod(data.from, data.to, language)}.{' '}
                {t('evidence.few', { n: formatNumber(EVIDENCE_LEAST, language) })}
              </p>
              <CardMap zone={{ name, outline }} />
              <EvidenceRecorded evidence={data} />
              <EvidencePresence evidence={data} />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
