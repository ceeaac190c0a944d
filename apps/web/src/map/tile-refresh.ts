import type { Map as GlMap, VectorTileSource } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import { observe } from '../engine/state.ts';
import { breath } from './breath.ts';
import { SOURCES } from './sources.ts';

const PATIENCE_MS = 600;

/** Keeps tiles in step with the engine: new ones replace old ones when they are all here, then the newest answer is next. */
export class TileRefresh {
  /** The generation whose tiles are asked for. */
  shown = 0;
  private readonly map: () => GlMap;
  private readonly engine: Engine;
  private readonly url: (generation: number) => string;
  private running = false;
  private disposed = false;

  /** @param map  given late, because a map's first style already needs the address of tiles */
  constructor(map: () => GlMap, engine: Engine, url: (generation: number) => string) {
    this.map = map;
    this.engine = engine;
    this.url = url;
  }

  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (!this.disposed && this.shown !== this.engine.generation) {
      const started = performance.now();
      this.shown = this.engine.generation;
      const map = this.map();
      for (const source of [SOURCES.incidents, SOURCES.cells])
        map.getSource<VectorTileSource>(source)?.setTiles([this.url(this.shown)]);
      await this.loaded(map);
      map.once('render', () => observe('painted', performance.now() - started));
      await breath();
    }
    this.running = false;
  }

  dispose(): void {
    this.disposed = true;
  }

  private loaded(map: GlMap): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        map.off('sourcedata', check);
        resolve();
      };
      const check = (): void => {
        if (this.disposed || (map.isSourceLoaded(SOURCES.incidents) && map.isSourceLoaded(SOURCES.cells))) done();
      };
      const timer = setTimeout(done, PATIENCE_MS);
      map.on('sourcedata', check);
    });
  }
}
