/**
 * A module from its text (`assembly/`), compiled at first use.
 *
 * @returns makes instances, each with a memory of its own; null where there is no WebAssembly with SIMD, or a page's policy
 *   forbids it, which is no error: the plain loops give the same answers, later
 */
export function moduleMaker<Exports>(base64: string): () => Exports | null {
  let module: WebAssembly.Module | null | undefined;
  return () => {
    if (module === undefined) {
      try {
        module = new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
      } catch {
        module = null;
      }
    }
    return module === null ? null : (new WebAssembly.Instance(module).exports as Exports);
  };
}

/** Makes a memory large enough for so many bytes. */
export function makeRoom(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

/** What a module itself has in its memory lies in the first of these, in bytes. */
export const PAGE = 65_536;
