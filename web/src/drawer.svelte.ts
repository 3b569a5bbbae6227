// SPDX-License-Identifier: Apache-2.0
// What the drawer shows: the rows behind one figure.

import { get_rows, type Evidence, type Row } from './api';
import { asked } from './navigation.svelte';

export interface Drawer {
  title: string;          // what the figure says
  expected: number;       // of how many rows it was made
  load: (() => Promise<Row[]>) | null; // null: closed
}

export const drawer: Drawer = $state({ title: '', expected: 0, load: null });

export function open_drawer(title: string, ids: number[], evidence: Evidence): void {
  drawer.title = title;
  drawer.expected = ids.length;
  drawer.load = () => get_rows(evidence, ids, asked());
}

export function close_drawer(): void {
  drawer.load = null;
}
