import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { record } from '../recorder.mjs';
import { PASSWORD, accessToken, application, resources, sdk, toServer, uniqueEmail } from '../support.mjs';

const CLI = 'commercelayer';
const HOME = join(process.env.CLI_HOME, 'login');

before(() => mkdirSync(HOME, { recursive: true }));

/** Runs a script in the directory of the page's files, with the clients' programs on the path. */
async function shell(script, variables = {}) {
  const child = spawn('sh', ['-e', ...script], {
    cwd: process.env.PAGE,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
    env: {
      PATH: `${join(process.env.PAGE, 'node_modules/.bin')}:${process.env.PATH}`,
      HOME,
      SERVER: process.env.SERVER,
      NODE_NO_WARNINGS: '1',
      NO_UPDATE_NOTIFIER: '1',
      NO_COLOR: '1',
      ...variables,
    },
  });
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.on('close', resolve))]);
  assert.equal(status, 0, errors + output);
  return output;
}

/** A command of the CLI, with the module of the page that redirects it. */
async function cli(command, ...parameters) {
  record(command);
  const options = { NODE_OPTIONS: `--import=${process.env.PAGE}/redirect.mjs` };
  return shell(['-c', `${CLI} "$@"`, 'sh', command, ...parameters], options);
}

test('app:login, app:info and app:token, as the docs say', async () => {
  const { clientId, clientSecret } = application('integration');

  const output = await shell(['cli.sh'], { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret });

  ['applications:login', 'applications:info', 'applications:token'].forEach(record);
  assert.match(output, /Login successful!/);
  const info = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('\n}') + 2));
  assert.deepEqual(
    { slug: info.slug, mode: info.mode, kind: info.kind, alias: info.alias, clientId: info.clientId },
    { slug: 'demo', mode: 'test', kind: 'integration', alias: 'my-server', clientId },
  );
  assert.ok(info.organization && info.name);
  const [token] = output.match(/ey[\w-]+\.[\w-]+\.[\w-]+/);
  assert.ok((await sdk(token).customers.count()) >= 0);
});

test('applications, applications:current and applications:logout, which revokes the token', async () => {
  const { clientId, clientSecret } = application('integration');
  await cli('applications:login', '-o', 'demo', '-i', clientId, '-s', clientSecret, '-a', 'to-revoke');

  assert.match(await cli('applications'), /to-revoke/);
  assert.match(await cli('applications:current'), /integration/);
  const token = (await cli('applications:token', '--save')).match(/ey[\w-]+\.[\w-]+\.[\w-]+/)[0];
  assert.match(await cli('applications:logout', '-a', 'to-revoke', '--revoke', '--force'), /revoked/);
  assert.equal((await toServer('https://demo.commercelayer.io/api/customers', { headers: { Authorization: `Bearer ${token}` } })).status, 401);
});

test('app:login as a customer of a sales channel', async () => {
  const { customers } = resources(sdk(await accessToken('integration')));
  const email = uniqueEmail();
  await customers.create({ email, password: PASSWORD });
  const { clientId } = application('sales_channel');

  const output = await cli('applications:login', '-o', 'demo', '-i', clientId, '-S', 'market:all', '-e', email, '-p', PASSWORD, '-a', 'shopper');

  assert.match(output, /Login successful!/);
});

test('a plugin without a login, as the docs say', async () => {
  const output = await shell(['plugin.sh'], { T: await accessToken('integration') });

  assert.match(output, /customer_password_resets|reset/i);
});
