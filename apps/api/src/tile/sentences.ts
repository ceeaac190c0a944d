import { registerProblems } from '../errors.ts';

/** What can be wrong with a tile's address, in words. */
registerProblems({
  sv: {
    zoom_unusable: 'z={value} är ingen zoomnivå. Välj ett helt tal från 0 till {max}.',
    tile_outside: '{name}={value} finns inte på zoomnivå {z}. Välj ett helt tal från 0 till {max}.',
  },
  en: {
    zoom_unusable: 'z={value} is no zoom level. Choose a whole number from 0 to {max}.',
    tile_outside: '{name}={value} doesn’t exist at zoom {z}. Choose a whole number from 0 to {max}.',
  },
  ar: {
    zoom_unusable: 'z={value} ليس مستوى تكبير. اختر عددًا صحيحًا من 0 إلى {max}.',
    tile_outside: '{name}={value} غير موجود عند مستوى التكبير {z}. اختر عددًا صحيحًا من 0 إلى {max}.',
  },
});
