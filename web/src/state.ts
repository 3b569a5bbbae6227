// SPDX-License-Identifier: Apache-2.0
// What the screen shows, and its address.
//
// A view is a function of the State and of what the server answers. The State lives in the URL, so every view can be
// linked, kept and printed: state_of(url) and url_of(state) are each other's inverse.

export const pages = [
  'board', 'agreement', 'gate', 'tallies', 'incidents', 'documents', 'positions', 'report', 'log',
] as const;
export type Page = (typeof pages)[number];
export type Theme = 'auto' | 'light' | 'dark';

export interface State {
  page: Page | 'missing';         // 'missing': the address names no page
  id: string;                     // of the clause, tally, incident or document shown; '' shows the list
  as_known: string;               // an instant or a day, as the server reads it; '' is now
  viewpoint: string;              // whose statements count: everyone, party:NAME, grade:GRADE, findings
  theme: Theme;                   // auto follows the system
  filter: Record<string, string>; // what this page alone asks: see filters_of
}

export const defaults: State = {
  page: 'board',
  id: '',
  as_known: '',
  viewpoint: 'everyone',
  theme: 'auto',
  filter: {},
};

/// The filters that a page understands. Others in an address are dropped.
const filters_of: Partial<Record<Page, readonly string[]>> = {
  incidents: ['from', 'until', 'clause', 'party', 'grade', 'offset'],
  documents: ['kind', 'q', 'offset', 'row'], // row: the statement whose words are lit
  report: ['date'],
};

const pages_with_detail: readonly Page[] = ['agreement', 'tallies', 'incidents', 'documents'];

/// Reads an address.
///     state_of('/documents/7?row=12') shows document 7 with statement 12 lit
export function state_of(address: string): State {
  const url = new URL(address, 'http://truce.invalid');
  const state: State = { ...defaults, ...place_of(url.pathname), filter: {} };
  state.as_known = url.searchParams.get('as_known') ?? defaults.as_known;
  state.viewpoint = url.searchParams.get('viewpoint') || defaults.viewpoint;
  const theme = url.searchParams.get('theme');
  if (theme === 'light' || theme === 'dark') state.theme = theme;
  for (const name of filters_for(state.page)) {
    const value = url.searchParams.get(name);
    if (value) state.filter[name] = value;
  }
  return state;
}

/// The address of a state. What is as by default is left out.
export function url_of(state: State): string {
  const query = new URLSearchParams();
  for (const name of filters_for(state.page)) {
    const value = state.filter[name];
    if (value) query.set(name, value);
  }
  if (state.as_known !== defaults.as_known) query.set('as_known', state.as_known);
  if (state.viewpoint !== defaults.viewpoint) query.set('viewpoint', state.viewpoint);
  if (state.theme !== defaults.theme) query.set('theme', state.theme);
  const path =
    state.page === 'board' ? '/' : `/${state.page}${state.id && `/${encodeURIComponent(state.id)}`}`;
  // A clock reads better unescaped, and ':' is allowed in a query.
  const text = query.toString().replaceAll('%3A', ':');
  return text ? `${path}?${text}` : path;
}

function filters_for(page: State['page']): readonly string[] {
  return page === 'missing' ? [] : (filters_of[page] ?? []);
}

function place_of(path: string): Pick<State, 'page' | 'id'> {
  const missing = { page: 'missing', id: '' } as const;
  const [name = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (name === '' || name === 'index.html') return { page: 'board', id: '' };
  const page = pages.find((each) => each === name);
  if (!page || page === 'board' || rest.length > 1) return missing;
  if (rest.length === 1 && !pages_with_detail.includes(page)) return missing;
  const id = decoded(rest[0] ?? '');
  return id === null ? missing : { page, id };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // a stray '%' in an address typed by hand
  }
}

const day_ms = 86_400_000;

/// The moment that an as_known value means, in milliseconds; null when it is now or cannot be read.
export function instant_of(as_known: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(as_known)) return null;
  const zoned = as_known.includes('T') && !as_known.endsWith('Z') ? `${as_known}Z` : as_known;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? null : at;
}

/// Writes a moment as the server reads it, to the minute.
export function as_known_of(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/// The same clock on another day; from now when nothing is chosen.
export function days_from(as_known: string, days: number, now: number): string {
  return as_known_of((instant_of(as_known) ?? now) + days * day_ms);
}
