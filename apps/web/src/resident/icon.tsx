/** @jsxImportSource preact */
const PATHS = {
  check: 'M5 12.5 10 17.5 19 7.5',
  back: 'M15 5 8 12 15 19',
  down: 'M6 9.5 12 15.5 18 9.5',
  close: 'M6 6 18 18 M18 6 6 18',
  phone:
    'M6.5 4h3l1.6 4.2-2 1.4a11 11 0 0 0 5.3 5.3l1.4-2 4.2 1.6v3c0 1-.8 1.8-1.8 1.7C10.600 18.600 5.400 13.400 4.800 5.800 4.700 4.800 5.500 4 6.500 4Z',
  here: 'M12 2v4 M12 18v4 M2 12h4 M18 12h4 M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z M12 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Z',
  map: 'M3.500 6.500 9 4l6 2.500L20.500 4v13.500L15 20l-6-2.500L3.500 20Z M9 4v13.500 M15 6.500V20',
  pin: 'M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11Z M12 7.800a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400Z',
} as const;

interface IconProps {
  name: keyof typeof PATHS;
  /** Points along the line of reading: turned where that is turned. */
  turns?: boolean;
}

/** A drawn sign beside words that say the same. */
export function Icon({ name, turns = false }: IconProps) {
  return (
    <svg class={turns ? 'icon turns' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
