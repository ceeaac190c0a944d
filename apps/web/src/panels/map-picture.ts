/** What stands around the map in a picture that is taken out of the page. */
export interface Caption {
  title: string;
  /** Period, counts, data date: the header line of the page. */
  lines: readonly string[];
  /** The density surface's key, where it is drawn. */
  key: { title: string; colours: readonly string[]; ticks: readonly string[] } | null;
  attribution: string;
  mirrored: boolean;
}

interface Paint {
  paper: string;
  ink: string;
  soft: string;
  font: string;
}

const HEAD = 64;
const FOOT = 56;
const EDGE = 16;

/** The map under a heading and over its legend, so that the picture can stand alone. */
export async function captioned(map: Blob, caption: Caption, paint: Paint, width: number): Promise<Blob> {
  const image = await createImageBitmap(map);
  // Everything is drawn in the page's own pixels; a fine screen has more of them in the map.
  const scale = image.width / Math.max(1, width);
  const height = image.height / scale;
  const canvas = new OffscreenCanvas(image.width, Math.round((HEAD + height + FOOT) * scale));
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  context.fillStyle = paint.paper;
  context.fillRect(0, 0, width, HEAD + height + FOOT);
  context.drawImage(image, 0, HEAD, width, height);
  const start = caption.mirrored ? width - EDGE : EDGE;
  const end = caption.mirrored ? EDGE : width - EDGE;
  context.direction = caption.mirrored ? 'rtl' : 'ltr';
  context.textBaseline = 'alphabetic';
  const write = (text: string, x: number, y: number, font: string, colour: string, align: CanvasTextAlign): void => {
    context.font = font;
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  write(caption.title, start, 28, `600 18px ${paint.font}`, paint.ink, 'start');
  write(caption.lines.join(' · '), start, 50, `13px ${paint.font}`, paint.soft, 'start');
  const foot = HEAD + height;
  write(caption.attribution, end, foot + 34, `11px ${paint.font}`, paint.soft, 'end');
  if (caption.key !== null) {
    const { title, colours, ticks } = caption.key;
    write(title, start, foot + 20, `12px ${paint.font}`, paint.ink, 'start');
    const step = 44;
    colours.forEach((colour, i) => {
      const x = caption.mirrored ? start - (i + 1) * step : start + i * step;
      context.fillStyle = colour;
      context.fillRect(x, foot + 27, step, 9);
      write(ticks[i] ?? '', caption.mirrored ? x + step : x, foot + 49, `11px ${paint.font}`, paint.soft, 'start');
    });
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The colours and type of the page as it looks now. */
export function pagePaint(page: Document): Paint & { ramp: string[] } {
  const style = getComputedStyle(page.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    paper: token('--panel'),
    ink: token('--ink'),
    soft: token('--ink-soft'),
    font: token('--font'),
    ramp: [1, 2, 3, 4, 5].map((i) => token(`--d${i}`)),
  };
}
