// A shop's page for a new password: Commerce Layer's SDK with the token of a sales channel.
import assert from 'node:assert/strict';
import { CommerceLayer } from '@commercelayer/sdk/bundle';
import { bearer, consumer, error, fromProviderState, like, pathOf, refused, regex, RESET_ID, RESET_TOKEN, time } from './pact.mjs';

// The contract's own, so that the stub knows the tokens that go with it in the examples.
const PASSWORD = 'correct horse battery';
const ID = 'xYZkjABcde';
const TOKEN = 'xhFfkmfybsLxzaAP6xcs';
const WRONG_TOKEN = 'aWrongTokenOf20Chars';
const SALES_CHANNEL = ['a sales channel calls'];
const OPEN = ['a password reset is open'];
const RESET_PATH = pathOf('/api/customer_password_resets/${reset_id}', `/api/customer_password_resets/${ID}`);

const interaction = consumer('storefront');

function resets(url, accessToken) {
  const toMock = (address, init) => {
    const { pathname, search } = new URL(address);
    return fetch(new URL(pathname + search, url), init);
  };
  return CommerceLayer({ organization: 'demo', accessToken, fetch: toMock }).customer_password_resets;
}

function completion(attributes) {
  return {
    method: 'PATCH',
    path: RESET_PATH,
    headers: { Authorization: bearer },
    body: { data: { type: 'customer_password_resets', id: RESET_ID, attributes, relationships: {} } },
  };
}

const COMPLETE = completion({ customer_password: PASSWORD, _reset_password_token: RESET_TOKEN });
const complete = (url, accessToken, password = PASSWORD, token = TOKEN) =>
  resets(url, accessToken).update({ id: ID, customer_password: password, _reset_password_token: token });

const completed = {
  status: 200,
  body: {
    data: {
      id: RESET_ID,
      type: 'customer_password_resets',
      attributes: { reset_password_token: null, reset_password_at: time('2018-01-01T12:30:00.000Z') },
    },
  },
};

/** What the page can tell the shopper by: the first error of the SDK's. */
async function assertRefused(call, status, code, reason) {
  const refusal = await call.then(
    () => assert.fail('This was to be refused'),
    (problem) => problem,
  );
  assert.equal(refusal.status, status);
  assert.equal(refusal.errors[0].code, code);
  assert.equal(refusal.errors[0].meta?.error, reason);
}

for (const [description, state] of [
  ['a shopper sets a new password', OPEN],
  ['a guest sets a first password', ['a password reset of a guest is open']],
]) {
  interaction({ description, states: [SALES_CHANNEL, state], request: COMPLETE, response: completed }, async (url, token) => {
    const reset = await complete(url, token);
    assert.ok(reset.reset_password_at);
  });
}

for (const [description, state, reason] of [
  ['a shopper comes too late', 'a password reset has expired', 'expired'],
  ['a shopper uses a link twice', 'a password reset has been completed', 'invalid'],
  ['a shopper uses the link of an older mail', 'another password reset of the customer has been completed', 'invalid'],
]) {
  interaction(
    {
      description,
      states: [SALES_CHANNEL, [state]],
      request: COMPLETE,
      response: { status: 422, body: refused('_reset_password_token', reason) },
    },
    (url, token) => assertRefused(complete(url, token), 422, 'VALIDATION_ERROR', reason),
  );
}

for (const [description, password, token, attribute, reason, more] of [
  ['a shopper has a wrong link', PASSWORD, WRONG_TOKEN, '_reset_password_token', 'invalid'],
  ['a shopper chooses too short a password', 'secret', undefined, 'customer_password', 'too_short', { count: 8 }],
  ['a shopper chooses too long a password', 'x'.repeat(129), undefined, 'customer_password', 'too_long', { count: 128 }],
]) {
  interaction(
    {
      description,
      states: [SALES_CHANNEL, OPEN],
      request: completion({ customer_password: password, _reset_password_token: token ?? RESET_TOKEN }),
      response: { status: 422, body: refused(attribute, reason, more) },
    },
    (url, accessToken) => assertRefused(complete(url, accessToken, password, token), 422, 'VALIDATION_ERROR', reason),
  );
}

interaction(
  {
    description: 'a page forgets the token of the link',
    states: [SALES_CHANNEL, OPEN],
    request: completion({ customer_password: PASSWORD }),
    response: { status: 422, body: refused('_reset_password_token', 'blank') },
  },
  (url, token) =>
    assertRefused(resets(url, token).update({ id: ID, customer_password: PASSWORD }), 422, 'VALIDATION_ERROR', 'blank'),
);

interaction(
  {
    description: 'a shopper uses the link of a deleted reset',
    states: [SALES_CHANNEL, ['a password reset has been deleted']],
    request: COMPLETE,
    response: { status: 404, body: error(404, 'RECORD_NOT_FOUND') },
  },
  (url, token) => assertRefused(complete(url, token), 404, 'RECORD_NOT_FOUND'),
);

interaction(
  {
    description: 'a page outlives its access token',
    states: [['the access token is not valid'], OPEN],
    request: COMPLETE,
    response: { status: 401, body: error(401, 'INVALID_TOKEN') },
  },
  (url, token) => assertRefused(complete(url, token), 401, 'INVALID_TOKEN'),
);

interaction(
  {
    description: 'a page tries to read a reset',
    states: [SALES_CHANNEL, OPEN],
    request: { method: 'GET', path: RESET_PATH, headers: { Authorization: bearer } },
    response: { status: 401, body: error(401, 'UNAUTHORIZED') },
  },
  (url, token) => assertRefused(resets(url, token).retrieve(ID), 401, 'UNAUTHORIZED'),
);

// Signing in, as the page goes on after the reset. These are requests of OAuth and not of JSON:API.
const JSON_TYPE = { 'Content-Type': 'application/json' };
const CUSTOMER_ID = 'YDWxVhZKjb';
const EMAIL = 'john@example.com';
const CLIENT_ID = 'storefront-client-id';
const REFRESH_TOKEN = '5Yx0kq3cR8vZtJm2nWb7LdPf1hGsQe9uTaXoKiVyMzw';
const CAN_SIGN_IN = ['a customer can sign in'];
const SIGNED_IN = ['a customer has signed in'];

const CLIENT = { client_id: fromProviderState('${client_id}', CLIENT_ID) };
const USERNAME = { username: fromProviderState('${customer_email}', EMAIL) };
const OLD_REFRESH_TOKEN = fromProviderState('${refresh_token}', REFRESH_TOKEN);

const session = {
  access_token: regex('^[\\w-]+\\.[\\w-]+\\.[\\w-]+$', 'eyJhbGciOiJSUzUxMiJ9.eyJ0ZXN0Ijp0cnVlfQ.c2lnbmF0dXJl'),
  token_type: 'Bearer',
  expires_in: like(14400),
  created_at: like(1514808000),
  owner_id: fromProviderState('${customer_id}', CUSTOMER_ID),
  owner_type: 'customer',
  refresh_token: regex('^[\\w-]{43}$', REFRESH_TOKEN),
};

const post = async (url, path, fields) => {
  const response = await fetch(new URL(path, url), { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(fields) });
  return { status: response.status, body: await response.json() };
};

interaction(
  {
    description: 'a shopper signs in with the new password',
    states: [CAN_SIGN_IN],
    request: {
      method: 'POST',
      path: '/oauth/token',
      headers: JSON_TYPE,
      body: { grant_type: 'password', ...USERNAME, password: fromProviderState('${customer_password}', PASSWORD), ...CLIENT },
    },
    response: { status: 200, headers: JSON_TYPE, body: session },
  },
  async (url) => {
    const fields = { grant_type: 'password', username: EMAIL, password: PASSWORD, client_id: CLIENT_ID };
    const { status, body } = await post(url, '/oauth/token', fields);
    assert.equal(status, 200);
    assert.equal(body.owner_id, CUSTOMER_ID);
    assert.ok(body.refresh_token);
  },
);

interaction(
  {
    description: 'a shopper signs in with a wrong password',
    states: [CAN_SIGN_IN],
    request: {
      method: 'POST',
      path: '/oauth/token',
      headers: JSON_TYPE,
      body: { grant_type: 'password', ...USERNAME, password: 'a wrong password', ...CLIENT },
    },
    response: {
      status: 400,
      headers: JSON_TYPE,
      body: { error: 'invalid_grant', errors: [{ code: 'BAD_REQUEST', title: 'invalid_grant', detail: like('A sentence.'), status: 400 }] },
    },
  },
  async (url) => {
    const fields = { grant_type: 'password', username: EMAIL, password: 'a wrong password', client_id: CLIENT_ID };
    const { status, body } = await post(url, '/oauth/token', fields);
    assert.equal(status, 400);
    assert.equal(body.errors[0].title, 'invalid_grant');
  },
);

interaction(
  {
    description: 'a shopper stays signed in',
    states: [SIGNED_IN],
    request: {
      method: 'POST',
      path: '/oauth/token',
      headers: JSON_TYPE,
      body: { grant_type: 'refresh_token', refresh_token: OLD_REFRESH_TOKEN, ...CLIENT },
    },
    response: { status: 200, headers: JSON_TYPE, body: session },
  },
  async (url) => {
    const fields = { grant_type: 'refresh_token', refresh_token: REFRESH_TOKEN, client_id: CLIENT_ID };
    const { status, body } = await post(url, '/oauth/token', fields);
    assert.equal(status, 200);
    assert.ok(body.access_token && body.refresh_token);
  },
);

interaction(
  {
    description: 'a shopper signs out',
    states: [SIGNED_IN],
    request: { method: 'POST', path: '/oauth/revoke', headers: JSON_TYPE, body: { token: OLD_REFRESH_TOKEN, ...CLIENT } },
    response: { status: 200, headers: JSON_TYPE, body: {} },
  },
  async (url) => {
    const { status } = await post(url, '/oauth/revoke', { token: REFRESH_TOKEN, client_id: CLIENT_ID });
    assert.equal(status, 200);
  },
);

interaction(
  {
    description: 'a shopper reads their own record',
    states: [SIGNED_IN],
    request: {
      method: 'GET',
      path: pathOf('/api/customers/${customer_id}', `/api/customers/${CUSTOMER_ID}`),
      headers: { Authorization: bearer },
    },
    response: {
      status: 200,
      body: {
        data: {
          id: fromProviderState('${customer_id}', CUSTOMER_ID),
          type: 'customers',
          attributes: { email: fromProviderState('${customer_email}', EMAIL), has_password: true },
        },
      },
    },
  },
  async (url, accessToken) => {
    const toMock = (address, init) => {
      const { pathname, search } = new URL(address);
      return fetch(new URL(pathname + search, url), init);
    };
    const customers = CommerceLayer({ organization: 'demo', accessToken, fetch: toMock }).customers;
    assert.equal((await customers.retrieve(CUSTOMER_ID)).email, EMAIL);
  },
);
