import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const SOURCE = new URL('./density.ts', import.meta.url);
const MODULE = new URL('../src/density-module.ts', import.meta.url);

/**
 * Compiles `density.ts`. The compiler is itself WebAssembly and pinned, so the same source gives the same bytes anywhere.
 *
 * @returns the text of `src/density-module.ts`
 */
export async function assemble(): Promise<string> {
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      'density.ts',
      '--outFile',
      'density.wasm',
      '-O3',
      '--converge',
      '--runtime',
      'stub',
      '--noAssert',
      '--enable',
      'simd',
    ],
    {
      readFile: (name) => (name === 'density.ts' ? readFileSync(SOURCE, 'utf8') : null),
      writeFile: (_, contents) => {
        bytes = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || bytes === null) throw new Error(`density.ts doesn't compile: ${stderr.toString() || error}`);
  const base64 = Buffer.from(bytes as Uint8Array).toString('base64');
  return `/** \`assembly/density.ts\`, compiled by \`npm run assemble\`. Not to be edited. */\nexport const DENSITY_MODULE =\n  '${base64}';\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(MODULE, await assemble());
