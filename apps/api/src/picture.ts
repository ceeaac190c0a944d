import sharp from 'sharp';

const PIXELS_MAX = 40e6;
const FORMATS = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof FORMATS)[number];

/** A picture as it may be kept, or why not: it is none, or it can't be read to its end. */
export type Redrawn = { format: PictureFormat; content: Buffer } | 'none' | 'broken';

/**
 * A picture is drawn anew, turned as its camera held it, without EXIF, XMP, IPTC or anything that lay behind it. What it is, its bytes
 * say, never its name.
 *
 * @param side_max  of the longer side, pixels
 * @param as        the format it gets; its own where that isn't said
 */
export async function redrawn(bytes: Buffer, side_max: number, as?: PictureFormat): Promise<Redrawn> {
  if (bytes.length === 0) return 'none';
  const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
  const own = await picture.metadata().then(
    ({ format }) => FORMATS.find((one) => one === format),
    () => undefined,
  );
  if (own === undefined) return 'none';
  const format = as ?? own;
  const fitted = picture
    .rotate()
    .resize({ width: side_max, height: side_max, fit: 'inside', withoutEnlargement: true });
  return fitted
    .toFormat(format)
    .toBuffer()
    .then(
      (content) => ({ format, content }),
      () => 'broken' as const,
    );
}
