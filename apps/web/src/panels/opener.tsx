import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover, type PopoverProps } from 'react-aria-components';
import styles from './panel.module.css';

interface OpenerProps {
  /** What the button shows. */
  face: ReactNode;
  /** Its name to a screen reader, where the face alone doesn't say it. */
  label?: string;
  className?: string | undefined;
  title: string;
  placement?: PopoverProps['placement'];
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button and the small panel that opens from it; Escape or a press outside closes it. */
export function Opener({ face, label, className, title, placement = 'bottom start', children }: OpenerProps) {
  return (
    <DialogTrigger>
      <Button className={className ?? ''} {...(label === undefined ? {} : { 'aria-label': label })}>
        {face}
      </Button>
      <Popover className={styles.popover!} placement={placement} offset={8} containerPadding={12}>
        <Dialog className={styles.dialog!} aria-label={title}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
