// SPDX-License-Identifier: Apache-2.0
import { chromium, type Browser } from 'playwright-core';

/// The distribution's Chromium, kept from calling home.
export function open_browser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}
