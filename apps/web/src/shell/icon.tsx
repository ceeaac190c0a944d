/** Our own icons: a 20-unit square, one 1.6 stroke, round ends. Each is the path data of its strokes. */
const STROKES = {
  map: 'M2.5 5.5 7.5 3l5 2.5 5-2.5v11.5l-5 2.5-5-2.5-5 2.5zM7.5 3v11.5M12.5 5.5V17',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 8v8',
  inbox: 'M3 11.5 5.5 4h9l2.5 7.5v4.5H3zM3 11.5h4l1.2 2h3.6l1.2-2h4',
  person: 'M10 3.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6zM3.5 17a6.5 6.5 0 0 1 13 0',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.2l2.8 1.8',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  category:
    'M3.5 4h5.5v5.5H3.5zM11.5 4H17v5.5h-5.5zM3.5 11.5H9V17H3.5zM14.25 11.25a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8z',
  pin: 'M10 17.5s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9zM10 6.7a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8z',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z',
  layers: 'M10 3 2.5 7 10 11l7.5-4zM2.5 10.5 10 14.5l7.5-4M2.5 13.7 10 17.7l7.5-4',
  play: 'M6 4v12l10-6z',
  pause: 'M6.5 4.5v11M13.5 4.5v11',
  undo: 'M7.5 4 3.5 8l4 4M3.5 8h8a4.5 4.5 0 0 1 0 9H8',
  redo: 'M12.5 4l4 4-4 4M16.5 8h-8a4.5 4.5 0 0 0 0 9H12',
  link: 'M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5L9.7 5.3M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1.3-1.3',
  download: 'M10 3v9.5M6 8.8l4 4 4-4M3.5 16.5h13',
  upload: 'M10 13V3.5M6 7.2l4-4 4 4M3.5 16.5h13',
  print: 'M5.5 8V3h9v5M5.5 14H3V8h14v6h-2.5M5.5 11.5h9V17h-9z',
  help: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.9 8.2a2.1 2.1 0 1 1 3 1.9c-.7.4-.9.8-.9 1.6M10 14v.01',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.5l4 4 8-9',
  down: 'M5 7.5l5 5 5-5',
  up: 'M5 12.5l5-5 5 5',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  forward: 'M7.5 4.5 13 10l-5.5 5.5',
  hide: 'M4 4.5h12v11H4zM12.3 4.5v11M7 8l2 2-2 2',
  show: 'M4 4.5h12v11H4zM12.3 4.5v11M9 8l-2 2 2 2',
  sun: 'M10 6.7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6zM10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M15.7 4.3l-1.3 1.3M5.6 14.4l-1.3 1.3',
  moon: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z',
  contrast: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M12 5.2v9.6M14 6.5v7',
  language:
    'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c2.3 2.2 3 4.6 3 7s-.7 4.8-3 7c-2.3-2.2-3-4.6-3-7s.7-4.8 3-7z',
  list: 'M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5v.01M3.5 10v.01M3.5 14.5v.01',
  warning: 'M10 3.5 2.5 16.5h15zM10 8.5v3.8M10 14.3v.01',
  more: 'M4.5 10v.01M10 10v.01M15.5 10v.01',
  filter: 'M3 4.5h14l-5.5 6.5v5l-3-1.5V11z',
  target: 'M10 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM10 2v4M10 14v4M2 10h4M14 10h4',
  zones: 'M4 5.5 10.5 3l6 5-3 8.5-8 .5zM8.2 8.2l3.6.6',
  route:
    'M5 16.6a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM6.8 14.8H12a2.9 2.9 0 0 0 0-5.8H8a2.9 2.9 0 0 1 0-5.8h5.2M15 5a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 15 5z',
  pointer: 'M5 3.5 15.5 10l-4.6 1.2L8.6 16z',
  polygon:
    'M5.4 6.2 11 4.4M14 6l1.6 5M14.6 14.6l-6 1.1M5.2 14 4.3 8.6M4 5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM12.7 2.6a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM16 11.4a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM6.6 14.2a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  hole: 'M3.5 4.5 16 3.5l1 12.5-13 .5zM8 8l4.5-.5.5 4.5-4.5.5z',
  cut: 'M3.5 4.5h13v11h-13zM12.5 2 7.5 18',
  join: 'M3.5 5h7v10h-7zM7 8h9.5v8.5H7z',
  reset: 'M4 4.5v4h4M4.3 8.3A6.2 6.2 0 1 1 3.8 11',
} as const;

export type IconName = keyof typeof STROKES;
const POINTS_ASIDE: ReadonlySet<IconName> = new Set(['undo', 'redo', 'back', 'forward', 'hide', 'show', 'list']);

/** A picture beside words, silent to a screen reader; the ones that point sideways turn round in Arabic. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={POINTS_ASIDE.has(name) ? 'icon aside' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={STROKES[name]} />
    </svg>
  );
}
