import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CommerceLayerStatic } from '@commercelayer/sdk';
import { PASSWORD, accessToken, refusal, resources, sdk, uniqueEmail } from '../support.mjs';

let token;
let resets;
let customers;

before(async () => {
  token = await accessToken('integration');
  ({ resets, customers } = resources(sdk(token)));
});

/** Like a token of this server, and of yesterday. */
function expired(genuine) {
  const [header, payload, signature] = genuine.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url')), exp: Math.floor(Date.now() / 1000) - 86_400 };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64').replaceAll('=', ''), signature].join('.');
}

test('ApiError.first() of an id that does not exist is a 404', async () => {
  const error = await refusal(resets.retrieve('AAAAAAAAAA'));

  assert.ok(CommerceLayerStatic.isApiError(error));
  assert.equal(error.type, 'response');
  assert.equal(error.status, 404);
  assert.equal(error.code, '404');
  const { title, code, status, meta } = error.first();
  assert.deepEqual({ title, code, status }, { title: 'Record not found', code: 'RECORD_NOT_FOUND', status: '404' });
  assert.match(meta.trace_id, /^[0-9a-f]{64}$/);
});

const INVALID = [
  ['of an unknown customer', () => resets.create({ customer_email: uniqueEmail() }), 'customer_email', 'not_found', {}],
  ['of a missing e-mail address', () => resets.create({}), 'customer_email', 'blank', {}],
  ['of a short password', () => customers.create({ email: uniqueEmail(), password: 'short' }), 'password', 'too_short', { count: 8 }],
];

for (const [what, call, attribute, reason, more] of INVALID) {
  test(`ApiError.first() ${what} has pointer and meta of a 422`, async () => {
    const error = await refusal(call());

    assert.equal(error.status, 422);
    const { code, status, source, meta } = error.first();
    assert.deepEqual({ code, status, source }, { code: 'VALIDATION_ERROR', status: '422', source: { pointer: `/data/attributes/${attribute}` } });
    const { trace_id, ...reasons } = meta;
    assert.deepEqual(reasons, { error: reason, ...more });
  });
}

test('ApiError.first() of an e-mail address that is taken has the value in meta', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });

  const error = await refusal(customers.create({ email: email.toUpperCase() }));

  assert.equal(error.first().meta.error, 'taken');
  assert.equal(error.first().meta.value, email.toUpperCase());
});

test('ApiError.errors has all validations that failed', async () => {
  const error = await refusal(customers.create({ email: 'nobody', password: 'short' }));

  assert.deepEqual(error.errors.map(({ source }) => source.pointer).sort(), ['/data/attributes/email', '/data/attributes/password']);
});

test('ApiError.first() of the token sent as the id is a 404', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });
  const reset = await resets.create({ customer_email: email });

  const error = await refusal(
    resets.update({ id: reset.reset_password_token, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token }),
  );

  assert.equal(error.first().code, 'RECORD_NOT_FOUND');
});

const MISUSED = [
  ['a filter', { filters: { colour_eq: 'red' } }, 'FILTER_NOT_ALLOWED', 'filter[q][colour_eq]'],
  ['an include', { include: ['orders'] }, 'INVALID_INCLUDE', 'include'],
  ['a field', { fields: ['colour'] }, 'INVALID_FIELD', 'fields[customer_password_resets]'],
  ['a sort', { sort: ['customer_email'] }, 'INVALID_SORT_CRITERIA', 'sort'],
  ['a page size', { pageSize: 26 }, 'INVALID_PAGE_VALUE', 'page[size]'],
];

for (const [what, query, code, parameter] of MISUSED) {
  test(`ApiError.first() of ${what} that is not allowed names the parameter`, async () => {
    const error = await refusal(resets.list(query));

    assert.equal(error.status, 400);
    assert.equal(error.first().code, code);
    assert.equal(error.first().source.parameter, parameter);
  });
}

test('ApiError.first() of an attribute that is not known is a 400', async () => {
  const error = await refusal(customers.create({ email: uniqueEmail(), tax_exemption_code: 'T-1' }));

  assert.equal(error.status, 400);
  assert.equal(error.first().code, 'PARAM_NOT_ALLOWED');
});

test('a token that has expired is refreshed once, and the call repeated', async () => {
  const asked = [];
  const old = expired(token);
  const client = sdk(old, { refreshToken: async (refused) => (asked.push(refused), token) });

  assert.ok((await client.customers.count()) >= 0);
  assert.ok((await client.customers.count()) >= 0);

  assert.deepEqual(asked, [old]);
  assert.equal(client.currentAccessToken, token);
});

test('a token that cannot be refreshed is an SdkError of the type token-refresh', async () => {
  const client = sdk(expired(token), { refreshToken: () => Promise.reject(new Error('no')) });

  const error = await refusal(client.customers.count());

  assert.ok(CommerceLayerStatic.isSdkError(error));
  assert.equal(error.type, 'token-refresh');
});

test('a token that is not one of the server’s is a 401 INVALID_TOKEN', async () => {
  const client = sdk('not.a.token', { refreshToken: () => assert.fail('The token has not expired') });

  const error = await refusal(client.customers.count());

  assert.equal(error.status, 401);
  assert.equal(error.first().code, 'INVALID_TOKEN');
});

test('what a sales channel may not do is a 401 UNAUTHORIZED, for which no token is refreshed', async () => {
  const client = sdk(await accessToken('sales_channel'), { refreshToken: () => assert.fail('The token is good') });

  for (const call of [
    () => client.customer_password_resets.list(),
    () => client.customer_password_resets.create({ customer_email: 'john@example.com' }),
    () => client.customers.list(),
  ]) {
    const error = await refusal(call());
    assert.equal(error.status, 401);
    assert.equal(error.first().code, 'UNAUTHORIZED');
  }
});

test('a record of the test mode is a 404 in live mode', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  const live = sdk(await accessToken('integration', 'live'));

  assert.equal((await refusal(live.customers.retrieve(customer.id))).first().code, 'RECORD_NOT_FOUND');
});
