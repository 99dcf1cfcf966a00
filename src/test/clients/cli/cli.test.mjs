import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { record } from '../recorder.mjs';
import { ORGANIZATION, PASSWORD, accessToken, pageAddress, pluck, refusal, resources, sdk, uniqueEmail, uniqueReference } from '../support.mjs';

const CLI = fileURLToPath(new URL('../node_modules/@commercelayer/cli-plugin-resources/bin/run.js', import.meta.url));
const REDIRECT = pageAddress('redirect.mjs');

let token;
let resets;
let customers;

before(async () => {
  token = await accessToken('integration');
  ({ resets, customers } = resources(sdk(token)));
});

/** Runs a command of the CLI, in a home of its own; the result is what it printed. */
async function cli(command, ...parameters) {
  record(command);
  const child = spawn(process.execPath, [CLI, command, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.CLI_HOME,
      SERVER: process.env.SERVER,
      NODE_OPTIONS: `--import=${REDIRECT}`,
      NODE_NO_WARNINGS: '1',
      NO_UPDATE_NOTIFIER: '1',
      NO_COLOR: '1',
      CL_CLI_ORGANIZATION: ORGANIZATION,
      CL_CLI_ACCESS_TOKEN: token,
    },
  });
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.on('close', resolve))]);
  return { output, errors, status };
}

async function text(stream) {
  let all = '';
  for await (const part of stream.setEncoding('utf8')) {
    all += part;
  }
  return all;
}

/** What a command with --json printed before its last line for people. */
async function json(command, ...parameters) {
  const { output, errors, status } = await cli(command, ...parameters, '--json');
  assert.equal(status, 0, errors + output);
  const end = Math.max(output.lastIndexOf('\n}'), output.lastIndexOf('\n]')) + 2;
  return JSON.parse(output.slice(output.search(/^[[{]/m), end));
}

async function newReset(attributes = {}) {
  const { email } = await customers.create({ email: uniqueEmail() });
  return resets.create({ customer_email: email, ...attributes });
}

test('resources:create customer_password_resets', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });

  const created = await json('resources:create', 'customer_password_resets', '-a', `customer_email=${email}`, 'reference=R-1', '-m', 'campaign=spring');

  assert.equal(created.customer_email, email);
  assert.deepEqual(created.metadata, { campaign: 'spring' });
  assert.deepEqual(await resets.retrieve(created.id), created);
});

test('resources:list customer_password_resets with where, include, fields, sort and pages', async () => {
  const reference = uniqueReference();
  const created = [await newReset({ reference }), await newReset({ reference }), await newReset({ reference })];
  const query = ['customer_password_resets', '-w', `reference_eq=${reference}`, '-s', 'created_at,desc', '-n', '2'];

  const first = await json('resources:list', ...query, '-i', 'customer', '-f', 'reference,customer');
  const second = await json('resources:list', ...query, '-p', '2');

  assert.deepEqual([...first, ...second].map(({ id }) => id), pluck(created, ({ id }) => id).reverse());
  assert.equal(first[0].customer.email, created[2].customer_email);
  assert.equal('reset_password_token' in first[0], false);
});

test('resources:retrieve customer_password_resets', async () => {
  const reset = await newReset({ metadata: { a: [1, null] } });

  assert.deepEqual(await json('resources:retrieve', 'customer_password_resets', reset.id), { ...reset });
});

test('resources:update customer_password_resets changes a reference, and completes a reset', async () => {
  const reset = await newReset();

  const changed = await json('resources:update', 'customer_password_resets', reset.id, '-a', 'reference=R-2');
  assert.equal(changed.reference, 'R-2');
  const done = await json(
    'resources:update', 'customer_password_resets', reset.id,
    '-a', `customer_password=${PASSWORD}`, '-a', `_reset_password_token=${reset.reset_password_token}`,
  );
  assert.ok(done.reset_password_at);
  assert.equal(done.reset_password_token, null);
});

test('resources:delete customer_password_resets', async () => {
  const reset = await newReset();

  const { output, status } = await cli('resources:delete', 'customer_password_resets', reset.id);

  assert.equal(status, 0);
  assert.match(output, /Successfully deleted/);
  assert.equal((await refusal(resets.retrieve(reset.id))).status, 404);
});

test('resources:count, resources:get, resources:fetch and resources:relationship', async () => {
  const reference = uniqueReference();
  const reset = await newReset({ reference });

  const count = await cli('resources:count', 'customer_password_resets', '-w', `reference_eq=${reference}`);
  assert.match(count.errors, /\b1\b/);
  assert.equal((await json('resources:get', 'customer_password_reset', reset.id)).id, reset.id);
  assert.equal((await json('resources:fetch', `customer_password_resets/${reset.id}/customer`)).email, reset.customer_email);
  const events = await json('resources:relationship', 'customer_password_resets', reset.id, 'events');
  assert.deepEqual(pluck(events, ({ name }) => name), ['customer_password_resets.create']);
});

test('resources:all returns more than a page', async () => {
  const reference = uniqueReference();
  const { email } = await customers.create({ email: uniqueEmail() });
  for (let number = 0; number < 26; number++) {
    await resets.create({ customer_email: email, reference });
  }

  const file = join(process.env.CLI_HOME, 'all.json');

  const { errors, status } = await cli('resources:all', 'customer_password_resets', '-w', `reference_eq=${reference}`, '--blind', '--json', '-x', file);

  assert.equal(status, 0, errors);
  assert.deepEqual(pluck(JSON.parse(readFileSync(file, 'utf8')), (reset) => reset.reference), Array(26).fill(reference));
});

test('resources:last after resources:retrieve', async () => {
  const reset = await newReset();
  await cli('resources:retrieve', 'customer_password_resets', reset.id);

  const { output, status } = await cli('resources:last', 'customer_password_resets');

  assert.equal(status, 0);
  assert.match(output, new RegExp(reset.id));
});

test('an error of the server is printed, and the exit code says so', async () => {
  const { errors, status } = await cli('resources:create', 'customer_password_resets', '-a', `customer_email=${uniqueEmail()}`);

  assert.equal(status, 2);
  assert.match(errors, /VALIDATION_ERROR/);
  assert.match(errors, /not_found/);
});
