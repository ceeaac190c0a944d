import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = Awaited<ReturnType<NodeFS['init']>>;
type Options = Init['emscriptenOpts'];

/** An open file; a directory has no descriptor of the host's. */
interface Stream {
  nfd?: number;
  node: unknown;
}
interface NodeFileSystem {
  realPath(node: unknown): string;
  stream_ops: { fsync?: (stream: Stream) => number };
}

/**
 * PGlite's file system on Node, with an fsync that reaches the disk. The stock one has no `fsync` among its stream
 * operations, so the engine's fsync() answers "done" without doing anything: a power cut then loses what was
 * acknowledged, and often the whole folder. Rests on internals of the pinned PGlite 0.5.8; `durable-fs.db.test.ts`
 * fails when they move.
 *
 * @param onSync called after each fsync (tests count them)
 */
export class DurableNodeFS extends NodeFS {
  #onSync: () => void;

  constructor(folder: string, onSync: () => void = () => {}) {
    super(folder);
    this.#onSync = onSync;
  }

  override async init(pg: PGlite, options: Options): Promise<Init> {
    const stock = await super.init(pg, options);
    stock.emscriptenOpts.preRun?.push((module) => {
      const host = module.FS.filesystems.NODEFS as unknown as NodeFileSystem;
      // An error thrown here crashes the engine, which is then restarted from its log: never a commit that only seems one.
      host.stream_ops.fsync = (stream) => {
        const descriptor = stream.nfd ?? openSync(host.realPath(stream.node), 'r');
        fsyncSync(descriptor);
        if (stream.nfd === undefined) closeSync(descriptor);
        this.#onSync();
        return 0;
      };
    });
    return stock;
  }
}
