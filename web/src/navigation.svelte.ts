// SPDX-License-Identifier: Apache-2.0
// The one State of the open page, kept equal to the address bar.

import type { Asked } from './api';
import { state_of, url_of, type State } from './state';

export const here: State = $state(state_of(location.href));

/// The address of this view with something changed.
export function here_but(change: Partial<State>): string {
  return url_of({ ...here, ...change });
}

/// The address of another page, keeping moment, viewpoint and theme.
export function to(page: State['page'], id: string | number = '', filter: State['filter'] = {}): string {
  return here_but({ page, id: String(id), filter });
}

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
  follow_address();
}

export function follow_address(): void {
  Object.assign(here, state_of(location.href));
}

/// What every question to the server carries.
export function asked(): Asked {
  return { as_known: here.as_known, viewpoint: here.viewpoint };
}

/// Lets plain links move inside the page instead of loading it again.
export function follow_link(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname.startsWith('/api/')) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
