import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ResidentLanguage } from '@lagesbild/contract';

/** Languages that the operator adds to the resident page: a file for each, named by it, read when it is asked for. */
export class LanguageFolder {
  readonly #folder: string | null;

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** @param onTrouble hears one sentence for each file that can't be used */
  async all(onTrouble: (sentence: string) => void = () => {}): Promise<ResidentLanguage[]> {
    if (this.#folder === null) return [];
    const names = await readdir(this.#folder).catch((error: Error) => {
      onTrouble(
        `RESIDENT_LANGUAGES_DIR is "${this.#folder}", which can’t be read (${error.message}): only the shipped languages are offered.`,
      );
      return [];
    });
    const files = names.filter((name) => name.endsWith('.json')).sort();
    const read = await Promise.all(
      files.map((name) =>
        this.#read(name).catch((error: Error) => {
          onTrouble(`${join(this.#folder!, name)} is left out: ${error.message}. Write it as docs/operations.md says.`);
          return null;
        }),
      ),
    );
    return read.filter((file) => file !== null);
  }

  /** @returns null when the folder has no usable file of that name */
  async find(language: string): Promise<ResidentLanguage | null> {
    return (await this.all()).find((file) => file.language === language) ?? null;
  }

  /** @throws {Error} that says what is wrong with the file */
  async #read(name: string): Promise<ResidentLanguage> {
    const text = await readFile(join(this.#folder!, name), 'utf8');
    const parsed = ResidentLanguage.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${issue!.path.join('.') || 'it'}: ${issue!.message}`);
    }
    if (`${parsed.data.language}.json` !== name) throw new Error(`it says that it is "${parsed.data.language}"`);
    return parsed.data;
  }
}
