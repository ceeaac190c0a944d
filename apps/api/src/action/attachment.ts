import sharp from 'sharp';
import { ProblemError } from '../errors.ts';
import { printable } from '../sentence.ts';

/** A file that may be kept with an action. */
export interface Drawn {
  name: string;
  type: string;
  content: Buffer;
}

const PIXELS_MAX = 40e6;
const SIDE_MAX = 4096;
const NAME_MAX = 120;
const PICTURES: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/**
 * A picture is drawn anew, turned as its camera held it, without EXIF, XMP, IPTC or anything that lay behind it. A PDF is kept as it
 * is. What a file is, its bytes say, never its name.
 * @throws {ProblemError} action_attachment_type, action_attachment_broken
 */
export async function drawnAnew(filename: string, bytes: Buffer): Promise<Drawn> {
  const name =
    printable(filename.replace(/^.*[\\/]/, ''))
      .trim()
      .slice(0, NAME_MAX) || 'fil';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { name, type: 'application/pdf', content: bytes };
  if (bytes.length === 0) throw new ProblemError('action_attachment_type');
  const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
  const format = await picture.metadata().then(
    ({ format }) => format,
    () => undefined,
  );
  const type = PICTURES[format ?? ''];
  if (type === undefined) throw new ProblemError('action_attachment_type');
  try {
    const content = await picture
      .rotate()
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: 'inside', withoutEnlargement: true })
      .toFormat(format as 'jpeg')
      .toBuffer();
    return { name, type, content };
  } catch {
    throw new ProblemError('action_attachment_broken');
  }
}
