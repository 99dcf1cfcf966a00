// The results of a run: target/clients/results.json for programs, and clients.json, which is committed, for the table in the
// docs. A run whose results differ from clients.json fails and updates it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ABSENT, SURFACE } from './surface.mjs';

const COMPATIBILITY = fileURLToPath(new URL('../../main/resources/docs/clients.json', import.meta.url));

export function versionOf(client) {
  return JSON.parse(readFileSync(new URL(`node_modules/${client}/package.json`, import.meta.url), 'utf8')).version;
}

/** Every test of the stream, and whether it passed. A file that fails to load counts as one test. */
export async function exercised(stream) {
  const tests = [];
  stream.on('test:pass', ({ name }) => tests.push({ what: name, passed: true }));
  stream.on('test:fail', ({ name }) => tests.push({ what: name, passed: false }));
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject));
  return tests;
}

/** For each client, the names of the features that the tests have used. */
export function readUses(file) {
  const uses = Object.fromEntries(Object.keys(SURFACE).map((client) => [client, new Set()]));
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []) {
    const [client, name] = line.split('\t');
    uses[client].add(name);
  }
  return uses;
}

export function writeResults(file, results, uses) {
  const clients = results.map(({ client, version, exercised }) => ({
    client,
    version,
    passed: exercised.filter(({ passed }) => passed).length,
    failed: exercised.filter(({ passed }) => !passed).length,
    exercised,
    used: SURFACE[client].filter((name) => uses[client].has(name)),
    absent: ABSENT[client],
  }));
  writeFileSync(file, `${JSON.stringify({ node: process.version, clients }, null, 2)}\n`);
}

/** The problems, as sentences. */
export function checkCompatibility(results, uses) {
  const failures = results.flatMap(({ client, exercised }) => [
    ...exercised.filter(({ passed }) => !passed).map(({ what }) => `${client}: failed: ${what}`),
    ...(exercised.length === 0 ? [`${client}: no tests ran`] : []),
  ]);
  if (failures.length > 0) {
    return failures;
  }
  const gaps = results.flatMap(({ client }) => surfaceProblems(client, uses[client]));
  return gaps.length > 0 ? gaps : bringUpToDate(results);
}

function surfaceProblems(client, used) {
  const absent = ABSENT[client];
  const surface = SURFACE[client];
  return [
    ...surface
      .filter((name) => !used.has(name) && !(name in absent))
      .map((name) => `${client}: no test uses ${name}, and surface.mjs does not explain why`),
    ...Object.keys(absent)
      .filter((name) => used.has(name))
      .map((name) => `${client}: surface.mjs lists ${name} as not applicable, but a test uses it`),
    ...Object.keys(absent)
      .filter((name) => !surface.includes(name))
      .map((name) => `${client}: surface.mjs lists ${name} as not applicable, but the client does not have it`),
  ];
}

function bringUpToDate(results) {
  const shown = results.map(({ client, version, exercised }) => ({
    client,
    version,
    works: exercised.map(({ what }) => what),
    absent: ABSENT[client],
  }));
  const text = `${JSON.stringify({ clients: shown }, null, 2)}\n`;
  if (existsSync(COMPATIBILITY) && readFileSync(COMPATIBILITY, 'utf8') === text) {
    return [];
  }
  writeFileSync(COMPATIBILITY, text);
  return ['src/main/resources/docs/clients.json was out of date and has been updated: review the change and commit it'];
}
