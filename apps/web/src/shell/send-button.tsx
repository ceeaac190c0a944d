import type { ComponentProps } from 'react';
import { CONNECTION_LINE, useStanding } from './connection-line.tsx';

/**
 * A button that sends something to be kept. While nothing would be it does nothing, and is described by the line that says why; it keeps
 * its focus, and what was typed stays.
 */
export function SendButton({ onClick, ...button }: ComponentProps<'button'>) {
  const isStopped = useStanding() !== 'ok';
  return (
    <button
      {...button}
      aria-disabled={isStopped || undefined}
      aria-describedby={isStopped ? CONNECTION_LINE : undefined}
      onClick={(event) => {
        if (isStopped) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
