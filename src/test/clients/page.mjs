// The files on the page "Official clients" of the docs, as readers save them: what is on the page is what the tests run.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGE = new URL('../../main/resources/docs/clients.md', import.meta.url);
const MODULES = fileURLToPath(new URL('node_modules', import.meta.url));
const FILE = /^( *)```\w+ (\S+)\n(.*?)^ *```$/gms;

/** Saves each file of the page in this directory, beside the installed clients. */
export function savePage(directory) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  symlinkSync(MODULES, join(directory, 'node_modules'));
  for (const [, indent, name, content] of readFileSync(PAGE, 'utf8').matchAll(FILE)) {
    writeFileSync(join(directory, name), content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
  }
}
