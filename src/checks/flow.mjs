// `make flow`: runs the workflows of openapi/password_reset.arazzo.yaml against the server and the stateful stub.
// Run it in the top folder after a build: node src/checks/flow.mjs
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { application, Server } from '../test/clients/server.mjs';

const REDOCLY = 'src/checks/node_modules/.bin/redocly';
const WORKFLOWS = 'openapi/password_reset.arazzo.yaml';
const OPTIONS = {
  java: process.env.JAVA || 'java',
  classpath: readFileSync('target/run.classpath', 'utf8').trim(),
};

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => interruption.abort());
}

async function againstServer() {
  const server = await Server.start({ ...OPTIONS, directory: resolve('target/flow') });
  return against('the server', server, () => accessToken(server), () => application(server.clientsFile, 'sales_channel', 'test').clientId);
}

async function againstStub() {
  const stub = await Server.startStub({ ...OPTIONS, directory: resolve('target/flow/stub') });
  return against('the stub', stub, () => 'any-token', () => 'any-client');
}

async function against(name, server, token, client) {
  try {
    await server.ready();
    const { passed, printed } = await follow(server.url, await token(), client());
    console.log(passed ? `Against ${name}: ${summary(printed)}` : printed);
    return passed;
  } finally {
    await server.stop();
  }
}

async function accessToken(server) {
  const { clientId, clientSecret } = application(server.clientsFile, 'integration', 'test');
  const response = await fetch(`${server.url}/oauth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    signal: interruption.signal,
  });
  return (await response.json()).access_token;
}

/** Secrets are passed in the environment, not as arguments that `ps` shows. Redocly masks them in its output. */
async function follow(url, token, client) {
  const inputs = { access_token: token, client_id: client, email: `flow-${randomUUID()}@example.com`, password: randomUUID() };
  const redocly = spawn(REDOCLY, ['respect', WORKFLOWS, '--server', `contract=${url}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: interruption.signal,
    env: {
      ...process.env,
      NO_COLOR: '1',
      REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs),
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    },
  });
  const printed = Promise.all([text(redocly.stdout), text(redocly.stderr)]);
  const [status] = await once(redocly, 'exit');
  return { passed: status === 0, printed: (await printed).join('') };
}

/** The numbers of workflows, steps and checks that Redocly prints. */
function summary(printed) {
  return [...printed.matchAll(/(Workflows|Steps|Checks):\s(\d+ passed)/g)].map(([, what, many]) => `${what.toLowerCase()}: ${many}`).join(', ');
}

try {
  const results = [await againstServer(), await againstStub()];
  process.exitCode = results.every(Boolean) ? 0 : 1;
} catch (error) {
  console.error(interruption.signal.aborted ? 'Interrupted: all servers have been stopped' : error);
  process.exitCode = 1;
}
