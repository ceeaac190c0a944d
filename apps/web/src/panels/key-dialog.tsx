import { type ReactNode, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { bareKeys, switchBareKeys } from '../shell/bare-keys.ts';
import { Icon } from '../shell/icon.tsx';
import styles from './help.module.css';
import panel from './panel.module.css';

interface KeyDialogProps {
  open: boolean;
  onOpen: (open: boolean) => void;
  title: string;
  /** What the cross is called. */
  shut: string;
  children: ReactNode;
}

/** Over the page: what its keys do. */
export function KeyDialog({ open, onOpen, title, shut, children }: KeyDialogProps) {
  return (
    <ModalOverlay className={styles.overlay!} isOpen={open} isDismissable onOpenChange={onOpen}>
      <Modal className={styles.modal!}>
        <Dialog className={styles.dialog!}>
          <Heading slot="title" className={styles.title!}>
            {title}
          </Heading>
          <Button className={`${panel.tool} ${styles.close}`} aria-label={shut} slot="close">
            <Icon name="close" />
          </Button>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface KeyListProps<Does extends string> {
  keys: readonly { readonly keys: readonly string[]; readonly does: Does }[];
  /** What a key does, in words. */
  words: (does: Does) => string;
}

/** Keys as they are written on a keyboard, each with what it does. */
export const KeyList = <Does extends string>({ keys, words }: KeyListProps<Does>) => (
  <dl className={styles.keys}>
    {keys.map(({ keys: together, does }) => (
      <div key={does}>
        <dt>
          <bdi dir="ltr">
            {together.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </bdi>
        </dt>
        <dd>{words(does)}</dd>
      </div>
    ))}
  </dl>
);

/** Whether single letters are commands at all. */
export function BareKeysChoice({ label }: { label: string }) {
  const [bare, setBare] = useState(bareKeys);
  return (
    <label className={panel.check}>
      <input
        type="checkbox"
        checked={bare}
        onChange={({ target }) => {
          setBare(target.checked);
          switchBareKeys(target.checked);
        }}
      />
      <span>{label}</span>
    </label>
  );
}
