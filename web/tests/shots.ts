// SPDX-License-Identifier: Apache-2.0
// Takes pictures of pages, to be looked at: npm run shots -- ADDRESS FOLDER [NAME,… or /PATH]

import { mkdir } from 'node:fs/promises';
import { open_browser } from './browser';

const pages: Record<string, string> = {
  board: '/', agreement: '/agreement', clause: '/agreement/1.1', gate: '/gate', tallies: '/tallies', tally: '/tallies/tally-1',
  incidents: '/incidents', incident: '/incidents/501', documents: '/documents', document: '/documents/1?row=100',
  rtl: '/documents/3', hostile: '/documents/2', positions: '/positions', report: '/report?date=2030-03-18', log: '/log',
  past: '/?as_known=2029-01-01T00:00Z&viewpoint=findings',
};
const looks = { light: [1280, 900, 'light'], dark: [1280, 900, 'dark'], phone: [360, 780, 'light'] } as const;

export async function main([address = '', folder = '', only = '']: string[]): Promise<number> {
  await mkdir(folder, { recursive: true });
  const browser = await open_browser();
  for (const [look, [width, height, colorScheme]] of Object.entries(looks)) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    const chosen = only.startsWith('/') ? { page: only } : pages;
    for (const [name, path] of Object.entries(chosen)) {
      if (name !== 'page' && only && !only.split(',').includes(name)) continue;
      await page.goto(address + path, { waitUntil: 'networkidle' });
      await page.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: true });
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (spill > 0) console.log(`${name} ${look}: ${spill} pixels wider than the window`);
    }
    await page.close();
  }
  await browser.close();
  return 0;
}
