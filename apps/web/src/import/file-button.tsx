import { type ReactNode, useRef } from 'react';
import { importDesk } from './desk.ts';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.geojson,.gz';

/** A button that asks the computer for a file and hands it to the import. */
export function FileButton({
  className,
  label,
  children,
}: {
  className?: string | undefined;
  label?: string;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} aria-label={label} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPTED}
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = '';
          importDesk.take(files);
        }}
      />
    </>
  );
}
