/** Further off than this a square of 100 m would often be the wrong one, metres. */
const VAGUE_M = 150;
const PATIENCE_MS = 15_000;

export type Position = { lon: number; lat: number } | 'denied' | 'vague';

/** Where the device is, if it says so well enough. Asked once, for one tap. */
export const devicePosition = (): Promise<Position> =>
  new Promise((done) => {
    if (navigator.geolocation === undefined) return done('denied');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(coords.accuracy > VAGUE_M ? 'vague' : { lon: coords.longitude, lat: coords.latitude }),
      () => done('denied'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  });
