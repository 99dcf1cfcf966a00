// `make clients`: starts a server, tests it with the official clients, and records which of their features work.
// Run it in the top folder after a build: node src/test/clients/run.mjs
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import * as reporters from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { savePage } from './page.mjs';
import { checkCompatibility, exercised, readUses, versionOf, writeResults } from './results.mjs';
import { Server } from './server.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIRECTORY = resolve('target/clients');
const TEST_LIMIT_MILLIS = 300_000;

/** Each client with the directory of its tests. */
const CLIENTS = {
  '@commercelayer/sdk': 'sdk',
  '@commercelayer/sdk-utils': 'sdk-utils',
  '@commercelayer/js-auth': 'js-auth',
  '@commercelayer/cli-plugin-resources': 'cli',
  '@commercelayer/cli': 'cli-login',
};

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => interruption.abort());
}

async function main() {
  cleanDirectory();
  const server = await Server.start({
    java: process.env.JAVA || 'java',
    classpath: readFileSync('target/run.classpath', 'utf8').trim(),
    directory: DIRECTORY,
  });
  try {
    await server.ready();
    return await drive(server);
  } finally {
    await server.stop();
    rmSync(join(DIRECTORY, 'home'), { recursive: true, force: true });
  }
}

function cleanDirectory() {
  mkdirSync(DIRECTORY, { recursive: true });
  rmSync(join(DIRECTORY, 'uses'), { force: true });
  rmSync(join(DIRECTORY, 'results.json'), { force: true });
}

async function drive(server) {
  const page = join(DIRECTORY, 'page');
  savePage(page);
  Object.assign(process.env, {
    PAGE: page,
    SERVER: server.url,
    SERVER_URL: server.url,
    CLIENTS_FILE: server.clientsFile,
    RECORD_FILE: join(DIRECTORY, 'uses'),
    CLI_HOME: join(DIRECTORY, 'home'),
  });
  const results = [];
  for (const [client, directory] of Object.entries(CLIENTS)) {
    process.env.CLIENT = client;
    results.push({ client, version: versionOf(client), exercised: await test(directory) });
  }
  interruption.signal.throwIfAborted();
  const uses = readUses(join(DIRECTORY, 'uses'));
  writeResults(join(DIRECTORY, 'results.json'), results, uses);
  return checkCompatibility(results, uses);
}

async function test(directory) {
  const files = readdirSync(join(HERE, directory))
    .filter((file) => file.endsWith('.test.mjs'))
    .sort()
    .map((file) => join(HERE, directory, file));
  const stream = run({ files, concurrency: 1, timeout: TEST_LIMIT_MILLIS, signal: interruption.signal });
  const tests = exercised(stream);
  stream.compose(new reporters.spec()).pipe(process.stdout, { end: false });
  return tests;
}

try {
  const problems = await main();
  problems.forEach((problem) => console.error(problem));
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(interruption.signal.aborted ? 'Interrupted: the server has been stopped' : error);
  process.exitCode = 1;
}
