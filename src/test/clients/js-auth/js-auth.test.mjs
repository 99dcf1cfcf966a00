import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as jsAuth from '@commercelayer/js-auth';
import { recordExports } from '../recorder.mjs';
import { application, sdk } from '../support.mjs';

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
  const answer = await auth.authenticate('client_credentials', application('integration'));

  assert.equal(answer.tokenType, 'Bearer');
  assert.equal(answer.scope, 'market:all');
  assert.equal(answer.expiresIn, 7200);
  assert.ok(Math.abs(answer.createdAt - Date.now() / 1000) < 60);
  assert.ok(answer.expires > new Date());
  assert.ok((await sdk(answer.accessToken).customers.count()) >= 0);
});

test('authenticate by client_credentials gives a sales channel’s token, without a secret', async () => {
  const { clientId } = application('sales_channel');

  const answer = await auth.authenticate('client_credentials', { clientId, scope: 'market:all' });

  assert.equal(answer.expiresIn, 14_400);
  assert.equal(auth.jwtIsSalesChannel(auth.jwtDecode(answer.accessToken).payload), true);
});

test('authenticate with a wrong secret answers errors', async () => {
  const { clientId } = application('integration');

  const answer = await auth.authenticate('client_credentials', { clientId, clientSecret: 'wrong' });

  assert.equal(answer.accessToken, undefined);
  const [{ code, title, status }] = answer.errors;
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
  assert.equal(auth.getCoreApiBaseEndpoint(accessToken), 'https://demo.commercelayer.io');
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

const OTHER_GRANTS = [
  ['password', { username: 'john@example.com', password: 'secret' }],
  ['refresh_token', { refreshToken: 'token' }],
  ['authorization_code', { code: 'code', redirectUri: 'http://127.0.0.1' }],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion: 'assertion' }],
];

for (const [grantType, options] of OTHER_GRANTS) {
  test(`authenticate by ${grantType.split(':').pop()} answers that this server has no such grant type`, async () => {
    const answer = await auth.authenticate(grantType, { ...application('sales_channel'), ...options });

    assert.equal(answer.accessToken, undefined);
    assert.equal(answer.errors[0].title, 'unsupported_grant_type');
  });
}
