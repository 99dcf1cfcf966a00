// The server of this run, on a free port: the demo of `make run` with its own data, or the stateful stub.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MILLIS = 180_000;
const STOP_LIMIT_MILLIS = 30_000;
const POLL_MILLIS = 200;

/** High enough for the tests, while responses still have the headers. */
const RATE_LIMITS = Object.fromEntries(
  ['LIVE', 'LIVE_BURST', 'TEST', 'TEST_BURST', 'OAUTH'].map((limit) => [`RATE_LIMITS_${limit}`, '1000000']),
);

/** What to start: its main class, its environment, and how to tell that it is ready. */
const DEMO = {
  main: 'org.passwordresets.demo.Demo',
  settings: (port, data) => ({ PORT: port, DATA: data, AUTH_ISSUER: 'https://auth.shop.example', ...RATE_LIMITS }),
  // The last thing that the demo writes before it is ready is the file of its clients.
  isReady: async (url, data) => existsSync(clientsFile(data)) && (await fetch(`${url}/.well-known/jwks.json`)).ok,
};
const STUB = {
  main: 'org.passwordresets.Application',
  settings: (port) => ({ MICRONAUT_ENVIRONMENTS: 'stub', MICRONAUT_SERVER_PORT: port, STUB_STATE: 'true', STUB_CONTRACT: 'openapi' }),
  isReady: async (url) => (await fetch(`${url}/__stub`)).ok,
};

export class Server {
  #kind;
  #process;
  #data;
  #log;

  constructor(kind, process, url, data, log) {
    this.#kind = kind;
    this.#process = process;
    this.#data = data;
    this.#log = log;
    this.url = url;
  }

  static async start(options) {
    return Server.#start(DEMO, options);
  }

  static async startStub(options) {
    return Server.#start(STUB, options);
  }

  static async #start(kind, { java, classpath, directory }) {
    const port = await freePort();
    const data = `${directory}/data`;
    const log = `${directory}/server.log`;
    mkdirSync(directory, { recursive: true });
    const file = openSync(log, 'w');
    // in its own process group, so that an interrupt at the terminal reaches only this program, which then stops the server
    const process = spawn(java, ['-Xmx512m', '-cp', classpath, kind.main], {
      detached: true,
      stdio: ['ignore', file, file],
      env: { ...globalThis.process.env, ...kind.settings(String(port), data) },
    });
    closeSync(file);
    const server = new Server(kind, process, `http://127.0.0.1:${port}`, data, log);
    await once(process, 'spawn');
    return server;
  }

  get clientsFile() {
    return clientsFile(this.#data);
  }

  async ready() {
    for (const deadline = Date.now() + START_LIMIT_MILLIS; Date.now() < deadline; await delay(POLL_MILLIS)) {
      if (!this.#isRunning()) {
        throw new Error(`The server did not start:\n${readFileSync(this.#log, 'utf8')}`);
      }
      if (await this.#isReady()) {
        return;
      }
    }
    throw new Error(`The server was not ready in time:\n${readFileSync(this.#log, 'utf8')}`);
  }

  async #isReady() {
    try {
      return await this.#kind.isReady(this.url, this.#data);
    } catch {
      return false;
    }
  }

  #isRunning() {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Stops the server, which stops its database, and deletes its data. */
  async stop() {
    if (this.#isRunning()) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      const stopped = await Promise.race([exit.then(() => true), delay(STOP_LIMIT_MILLIS, false, { ref: false })]);
      if (!stopped) {
        this.#process.kill('SIGKILL');
        throw new Error(`The server did not stop. Delete its data with: make clean-data DATA=${this.#data}`);
      }
    }
    rmSync(this.#data, { recursive: true, force: true });
  }
}

function clientsFile(data) {
  return `${data}/clients.properties`;
}

/** The credentials of an application of the demo. The kind is integration or sales_channel; the mode is test or live. */
export function application(file, kind, mode) {
  const clients = Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split('=')),
  );
  return { clientId: clients[`${kind}.${mode}.client_id`], clientSecret: clients[`${kind}.${mode}.client_secret`] };
}

async function freePort() {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
