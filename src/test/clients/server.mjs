// A server of this run: the demo of `make run`, on a free port and with data of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MILLIS = 180_000;
const STOP_LIMIT_MILLIS = 30_000;
const POLL_MILLIS = 200;

/** Never the limit in the tests, but the answers carry the headers. */
const RATE_LIMITS = Object.fromEntries(
  ['LIVE', 'LIVE_BURST', 'TEST', 'TEST_BURST', 'OAUTH'].map((limit) => [`RATE_LIMITS_${limit}`, '1000000']),
);

export class Server {
  #process;
  #data;
  #log;

  constructor(process, url, data, log) {
    this.#process = process;
    this.#data = data;
    this.#log = log;
    this.url = url;
  }

  static async start({ java, classpath, directory }) {
    const port = await freePort();
    const data = `${directory}/data`;
    const log = `${directory}/server.log`;
    mkdirSync(directory, { recursive: true });
    const file = openSync(log, 'w');
    // in a group of its own: an interrupt at the terminal reaches this program alone, which then stops the server
    const process = spawn(java, ['-Xmx512m', '-cp', classpath, 'org.passwordresets.demo.Demo'], {
      detached: true,
      stdio: ['ignore', file, file],
      env: { ...globalThis.process.env, PORT: String(port), DATA: data, ...RATE_LIMITS },
    });
    closeSync(file);
    const server = new Server(process, `http://127.0.0.1:${port}`, data, log);
    await once(process, 'spawn');
    return server;
  }

  get clientsFile() {
    return `${this.#data}/clients.properties`;
  }

  /** The last thing that the demo writes before it is ready is the file of its clients. */
  async ready() {
    for (const deadline = Date.now() + START_LIMIT_MILLIS; Date.now() < deadline; await delay(POLL_MILLIS)) {
      if (!this.#isRunning()) {
        throw new Error(`The server did not start:\n${readFileSync(this.#log, 'utf8')}`);
      }
      if (await this.#answers()) {
        return;
      }
    }
    throw new Error(`The server was not ready in time:\n${readFileSync(this.#log, 'utf8')}`);
  }

  async #answers() {
    try {
      readFileSync(this.clientsFile);
      return (await fetch(`${this.url}/.well-known/jwks.json`)).ok;
    } catch {
      return false;
    }
  }

  #isRunning() {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** With its database, which the server stops itself; its data goes too. */
  async stop() {
    if (this.#isRunning()) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      const stopped = await Promise.race([exit.then(() => true), delay(STOP_LIMIT_MILLIS, false, { ref: false })]);
      if (!stopped) {
        this.#process.kill('SIGKILL');
        throw new Error(`The server did not stop; its data is left in ${this.#data}: make clean-data DATA=${this.#data}`);
      }
    }
    rmSync(this.#data, { recursive: true, force: true });
  }
}

async function freePort() {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
