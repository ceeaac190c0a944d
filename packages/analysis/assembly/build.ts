import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

/** Sources beside this file, each compiled to a module of its own: `x.ts` here is `x-module.ts` there. */
export const SOURCES = ['density', 'pairs', 'stretches'] as const;

export const moduleOf = (source: string): URL => new URL(`../src/${source}-module.ts`, import.meta.url);

/**
 * Compiles a source. The compiler is itself WebAssembly and pinned, so the same source gives the same bytes anywhere.
 *
 * @returns the text of its module in `src`
 */
export async function assemble(source: (typeof SOURCES)[number]): Promise<string> {
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [
      `${source}.ts`,
      '--outFile',
      `${source}.wasm`,
      '-O3',
      '--converge',
      '--runtime',
      'stub',
      '--noAssert',
      '--enable',
      'simd',
    ],
    {
      readFile: (name) =>
        name === `${source}.ts` ? readFileSync(new URL(`./${source}.ts`, import.meta.url), 'utf8') : null,
      writeFile: (_, contents) => {
        bytes = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || bytes === null) throw new Error(`${source}.ts doesn't compile: ${stderr.toString() || error}`);
  const base64 = Buffer.from(bytes as Uint8Array).toString('base64');
  return `/** \`assembly/${source}.ts\`, compiled by \`npm run assemble\`. Not to be edited. */\nexport const ${source.toUpperCase()}_MODULE =\n  '${base64}';\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  for (const source of SOURCES) writeFileSync(moduleOf(source), await assemble(source));
