// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/// Lays a packed copy beside each file: the server sends it to whoever takes gzip.
function packed_copies(): Plugin {
  let folder = '';
  return {
    name: 'packed-copies',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name.endsWith('.gz')) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = gzipSync(readFileSync(path), { level: 9 });
        writeFileSync(`${path}.gz`, bytes);
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), packed_copies()],
  build: {
    // The server forbids data: and inline sources, so nothing may be folded into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.ts'] },
});
