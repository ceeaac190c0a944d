import type { CityMap } from '../map/city-map.ts';
import { themeKind } from '../theme/map-theme.ts';

/** Print the page. Paper is white: a page that wears the dark theme changes first, and back afterwards. */
export async function printPage(city: CityMap | null): Promise<void> {
  const { dataset } = document.documentElement;
  const worn = dataset.theme;
  if (themeKind() === 'dark') {
    dataset.theme = 'light';
    addEventListener(
      'afterprint',
      () => {
        if (worn === undefined) delete dataset.theme;
        else dataset.theme = worn;
      },
      { once: true },
    );
    await city?.dressed();
  }
  print();
}
