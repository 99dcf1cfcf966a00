import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import * as jsAuth from '@commercelayer/js-auth';
import { recordExports } from '../recorder.mjs';
import { PASSWORD, accessToken, application, refusal, resources, sdk, uniqueEmail } from '../support.mjs';

const auth = recordExports(jsAuth);

function storage() {
  const values = new Map();
  return {
    getItem: async (key) => values.get(key) ?? null,
    setItem: async (key, value) => void values.set(key, value),
    removeItem: async (key) => void values.delete(key),
  };
}

test('authenticate by client_credentials gives an integration’s token, which works', async () => {
  const response = await auth.authenticate('client_credentials', application('integration'));

  assert.equal(response.tokenType, 'Bearer');
  assert.equal(response.scope, 'market:all');
  assert.equal(response.expiresIn, 7200);
  assert.ok(Math.abs(response.createdAt - Date.now() / 1000) < 60);
  assert.ok(response.expires > new Date());
  assert.ok((await sdk(response.accessToken).customers.count()) >= 0);
});

test('authenticate by client_credentials gives a sales channel’s token, without a secret', async () => {
  const { clientId } = application('sales_channel');

  const response = await auth.authenticate('client_credentials', { clientId, scope: 'market:all' });

  assert.equal(response.expiresIn, 14_400);
  assert.equal(auth.jwtIsSalesChannel(auth.jwtDecode(response.accessToken).payload), true);
});

test('authenticate with a wrong secret returns errors', async () => {
  const { clientId } = application('integration');

  const response = await auth.authenticate('client_credentials', { clientId, clientSecret: 'wrong' });

  assert.equal(response.accessToken, undefined);
  const [{ code, title, status }] = response.errors;
  assert.deepEqual({ code, title, status }, { code: 'UNAUTHORIZED', title: 'invalid_client', status: 401 });
});

test('makeIntegration gives a token, keeps it, and asks for another one when it has been removed', async () => {
  const integration = auth.makeIntegration(application('integration'), { storage: storage() });

  const first = await integration.getAuthorization();
  assert.equal(first.ownerType, 'guest');
  assert.equal((await integration.getAuthorization()).accessToken, first.accessToken);
  await integration.removeAuthorization();
  assert.notEqual((await integration.getAuthorization()).accessToken, first.accessToken);
});

test('makeSalesChannel gives a token and keeps it, in a composite storage too', async () => {
  const { clientId } = application('sales_channel');
  const salesChannel = auth.makeSalesChannel({ clientId }, { storage: auth.createCompositeStorage({ name: 'both', storages: [storage(), storage()] }) });

  const first = await salesChannel.getAuthorization();
  assert.equal(first.ownerType, 'guest');
  assert.equal((await salesChannel.getAuthorization()).accessToken, first.accessToken);
  await salesChannel.removeAuthorization();
  assert.notEqual((await salesChannel.getAuthorization()).accessToken, first.accessToken);
});

test('jwtDecode, jwtIsIntegration, getTokenType and getCoreApiBaseEndpoint read the claims', async () => {
  const { accessToken } = await auth.authenticate('client_credentials', application('integration', 'live'));

  const { header, payload } = auth.jwtDecode(accessToken);
  assert.equal(header.alg, 'RS512');
  assert.ok(header.kid);
  assert.equal(payload.test, false);
  assert.equal(payload.organization.slug, 'demo');
  assert.equal(auth.jwtIsIntegration(payload), true);
  assert.equal(auth.getTokenType(payload), 'integration:guest');
  assert.equal(auth.getCoreApiBaseEndpoint(accessToken), 'https://demo.shop.example');
});

test('jwtVerify accepts the server’s tokens by its published keys, and no other ones', async () => {
  const { accessToken } = await auth.authenticate('client_credentials', application('integration'));

  const { payload } = await auth.jwtVerify(accessToken);
  assert.equal(payload.application.kind, 'integration');

  const [header, , signature] = accessToken.split('.');
  const encoded = (claims) => [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  await assert.rejects(auth.jwtVerify(encoded({ ...payload, test: false })), auth.InvalidTokenError);
  await assert.rejects(auth.jwtVerify(encoded({ ...payload, exp: 1 })), auth.TokenExpiredError);
  await assert.rejects(auth.jwtVerify('no token'), auth.TokenError);
});

test('authenticate by password and by refresh_token, and revoke, as the docs say', async () => {
  const { customers } = resources(sdk(await accessToken('integration')));
  const email = uniqueEmail();
  const { id } = await customers.create({ email, password: PASSWORD });
  const child = spawn(process.execPath, ['--import', './redirect.mjs', 'sign-in.mjs'], {
    cwd: process.env.PAGE,
    env: { ...process.env, SHOP_CLIENT_ID: application('sales_channel').clientId, EMAIL: email, PASSWORD },
  });

  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  assert.ok(output, errors);
  const { guest, customer, renewed } = JSON.parse(output);
  assert.ok(guest.accessToken);
  assert.deepEqual([customer.ownerId, customer.ownerType], [id, 'customer']);
  assert.notEqual(renewed.refreshToken, customer.refreshToken);
  for (const { accessToken } of [customer, renewed]) {
    assert.equal((await refusal(sdk(accessToken).customers.retrieve(id))).first().code, 'INVALID_TOKEN');
  }
});

test('makeSalesChannel keeps a customer’s tokens, renews them, and logs the customer out', async () => {
  const { customers } = resources(sdk(await accessToken('integration')));
  const email = uniqueEmail();
  const { id } = await customers.create({ email, password: PASSWORD });
  const { clientId } = application('sales_channel');
  const signedIn = await auth.authenticate('password', { clientId, scope: 'market:all', username: email, password: PASSWORD });
  const salesChannel = auth.makeSalesChannel({ clientId }, { storage: storage() });

  await salesChannel.setCustomer(signedIn);
  const kept = await salesChannel.getAuthorization();
  assert.deepEqual([kept.ownerType, kept.ownerId], ['customer', id]);
  await salesChannel.logoutCustomer();
  assert.equal((await salesChannel.getAuthorization()).ownerType, 'guest');
  assert.equal((await refusal(sdk(kept.accessToken).customers.retrieve(id))).first().code, 'INVALID_TOKEN');
});

test('revoke ends a token', async () => {
  const { clientId, clientSecret } = application('integration');
  const { accessToken: token } = await auth.authenticate('client_credentials', { clientId, clientSecret });

  await auth.revoke({ clientId, clientSecret, token });

  assert.equal((await refusal(sdk(token).customers.count())).first().code, 'INVALID_TOKEN');
});

const OTHER_GRANTS = [
  ['authorization_code', { code: 'code', redirectUri: 'http://127.0.0.1' }],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion: 'assertion' }],
];

for (const [grantType, options] of OTHER_GRANTS) {
  test(`authenticate by ${grantType.split(':').pop()} returns the error that this server has no such grant type`, async () => {
    const response = await auth.authenticate(grantType, { ...application('sales_channel'), ...options });

    assert.equal(response.accessToken, undefined);
    assert.equal(response.errors[0].title, 'unsupported_grant_type');
  });
}
