import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { MEETING_PAGE, offlineFiles, RESIDENT_PAGE, residentManifest, UNIT_PAGE, WALK_PAGE } from './offline-files.ts';

/** The pages of the product, a bundle each; one that isn't written yet is left out. */
const PAGES = ['staff', 'plats', 'besok', 'public'];

const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: import.meta.dirname,
  // Absolute, because the same page answers at /sigtuna/karta and /avon/karta.
  base: '/',
  plugins: [
    react(),
    offlineFiles(RESIDENT_PAGE),
    residentManifest(),
    offlineFiles(MEETING_PAGE),
    offlineFiles(UNIT_PAGE),
    offlineFiles(WALK_PAGE),
  ],
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // The content security policy allows files of this origin only: no data: fonts, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // Modules run in the order they are imported in, whatever file they end up in: without-eval.ts comes first.
      output: { strictExecutionOrder: true },
      input: PAGES.map((page) => join(import.meta.dirname, `${page}.html`)).filter(existsSync),
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': api, '/tiles': api, '/basemap': api, '/ogc': api } },
});
