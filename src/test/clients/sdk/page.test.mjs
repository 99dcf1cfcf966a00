// The page of the docs that says how to point the clients here: what it says about the SDK, and about host names and TLS.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { CommerceLayer } from '@commercelayer/sdk/bundle';
import { application, ORGANIZATION, accessToken, onPage } from '../support.mjs';

test('the page’s option fetch, for the SDK and sdk-utils', async () => {
  const { connect } = await onPage('sdk.mjs');

  assert.ok((await connect(await accessToken('integration')).customers.count()) >= 0);
});

test('the page’s request interceptor', async () => {
  const { redirect } = await onPage('interceptor.mjs');
  const refused = () => assert.fail('The request must go through the interceptor');
  const cl = redirect(CommerceLayer({ organization: ORGANIZATION, accessToken: await accessToken('integration') }));

  assert.ok((await cl.customers.list({ pageSize: 1 }).catch(refused)).length >= 0);
});

/** As a hosts file and a reverse proxy on port 443 do, but for this process alone. */
const HOSTS = `
  const tls = require('node:tls');
  const { connect } = tls;
  tls.connect = (options, ...more) => connect({ ...options, host: '127.0.0.1', port: process.env.TLS_PORT }, ...more);
`;
test('the page’s program on a domain of its own, which trusts the page’s certificate', { skip: !hasOpenssl() && 'needs openssl' }, async () => {
  const page = process.env.PAGE;
  assert.equal(spawnSync('sh', ['certificate.sh'], { cwd: page }).status, 0);
  const proxy = createServer({ key: readFileSync(join(page, 'key.pem')), cert: readFileSync(join(page, 'certificate.pem')) }, forward).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  writeFileSync(join(page, 'hosts.cjs'), HOSTS);

  const { clientId, clientSecret } = application('integration');
  const child = spawn(process.execPath, ['--require=./hosts.cjs', 'own-domain.mjs'], {
    cwd: page,
    env: {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: 'certificate.pem',
      TLS_PORT: String(proxy.address().port),
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
    },
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  proxy.close();

  assert.match(output, /^\d+\n$/, errors);
});

function hasOpenssl() {
  return spawnSync('openssl', ['version']).status === 0;
}

function forward(asked, answer) {
  const { method, url, headers } = asked;
  const forwarded = request(new URL(url, process.env.SERVER), { method, headers }, (response) => {
    answer.writeHead(response.statusCode, response.headers);
    response.pipe(answer);
  });
  asked.pipe(forwarded);
}
