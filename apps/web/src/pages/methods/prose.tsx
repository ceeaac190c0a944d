import type { Block, Line } from './markdown.ts';
import styles from './methods.module.css';

/** The technical text of a section, in the language it is written in. */
export function Prose({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className={styles.prose} lang="en" dir="ltr">
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document that never changes while it is shown
        <Part key={at} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3>
          <Words line={block.line} />
        </h3>
      );
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
            <li key={at}>
              <Words line={line} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'paragraph':
      return (
        <p>
          <Words line={block.line} />
        </p>
      );
  }
}

function Table({ head, rows }: Pick<Extract<Block, { kind: 'table' }>, 'head' | 'rows'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className={styles.scroll} tabIndex={0}>
      <table>
        {head !== null && (
          <thead>
            <tr>
              {head.map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
                <th key={at} scope="col">
                  <Words line={line} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
            <tr key={at}>
              {cells.map((line, across) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
                <td key={across}>
                  <Words line={line} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Words({ line }: { line: Line }) {
  return line.map(({ kind, text, to }, at) => {
    if (kind === 'text') return text;
    if (kind === 'link')
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
        <a key={at} href={to}>
          {text}
        </a>
      );
    const Mark = kind;
    // biome-ignore lint/suspicious/noArrayIndexKey: see Prose
    return <Mark key={at}>{text}</Mark>;
  });
}
