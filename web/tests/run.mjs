// SPDX-License-Identifier: Apache-2.0
// Runs a TypeScript file of this folder: node tests/run.mjs e2e.ts [arguments]. Vite is here anyway and reads it.
import { runnerImport } from 'vite';

const { module } = await runnerImport(`/tests/${process.argv[2]}`, { configFile: false, logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(3));
