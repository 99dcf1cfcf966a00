import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, test } from 'node:test';
import * as sdkUtils from '@commercelayer/sdk-utils';
import { recordExports } from '../recorder.mjs';
import { PASSWORD, accessToken, pluck, refusal, resources, sdk, toServer, uniqueEmail, uniqueReference } from '../support.mjs';

// The package documents these, but its entry does not export them.
const { Filter, buildFilter } = await import(new URL('../node_modules/@commercelayer/sdk-utils/lib/helpers/filter/index.js', import.meta.url));
const { Include, buildInclude } = await import(new URL('../node_modules/@commercelayer/sdk-utils/lib/helpers/include/index.js', import.meta.url));

const utils = recordExports(sdkUtils);

let token;
let client;
let resets;
let customers;

before(async () => {
  token = await accessToken('integration');
  client = sdk(token);
  ({ resets, customers } = resources(client));
  assert.equal(utils.CommerceLayerUtils, utils.default);
  utils.CommerceLayerUtils(client);
});

/** More than fit on a page; all of one customer. */
async function newResets(count, reference = uniqueReference()) {
  const { email } = await customers.create({ email: uniqueEmail() });
  const created = [];
  for (let number = 0; number < count; number++) {
    created.push(await resets.create({ customer_email: email, reference }));
  }
  return { reference, ids: pluck(created, (reset) => reset.id) };
}

async function raw(path) {
  const response = await toServer(`https://demo.commercelayer.io/api/${path}`, { headers: { Authorization: `Bearer ${token}` } });
  return response.text();
}

test('retrieveAll returns more than a page, by way of id_gt', async () => {
  const { reference, ids } = await newResets(28);

  const all = await utils.retrieveAll('customer_password_resets', { filters: { reference_eq: reference } });
  const limited = await utils.all.retrieveAll('customer_password_resets', { filters: { reference_eq: reference }, limit: 3 });

  assert.deepEqual(pluck(all, (reset) => reset.id).sort(), [...ids].sort());
  assert.equal(limited.length, 3);
});

test('retrievePage returns a page that is larger than the server’s', async () => {
  const { reference, ids } = await newResets(28);

  const page = await utils.retrievePage('customer_password_resets', { filters: { reference_eq: reference }, pageSize: 27, pageNumber: 1 });

  assert.deepEqual(pluck(page, (reset) => reset.id), ids.slice(0, 27));
  assert.equal(page.pageCount, 2);
});

test('updateAll and deleteAll change and delete all that a filter finds', async () => {
  const { reference, ids } = await newResets(3);
  const filters = { reference_eq: reference };

  const updated = await utils.updateAll('customer_password_resets', { metadata: { done: true } }, { filters: { ...filters } });
  assert.deepEqual([updated.total, updated.processed, updated.errors], [3, 3, 0]);
  assert.deepEqual((await resets.retrieve(ids[2])).metadata, { done: true });

  const deleted = await utils.deleteAll('customer_password_resets', { filters: { ...filters } });
  assert.deepEqual([deleted.total, deleted.processed, deleted.errors], [3, 3, 0]);
  assert.equal(await resets.count(filters), 0);
});

test('executeBatch runs a whole reset as a batch', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });
  const reset = await resets.create({ customer_email: email });
  const done = [];
  const task = (operation, resource) => ({
    operation,
    resourceType: 'customer_password_resets',
    resource: { type: 'customer_password_resets', ...resource },
    onSuccess: { callback: (result) => done.push([operation, result?.id]) },
  });

  const result = await utils.executeBatch({
    tasks: [
      task('retrieve', { id: reset.id }),
      task('update', { id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token }),
    ],
  });
  await utils.batch.execute({ tasks: [task('delete', { id: reset.id })] });

  assert.ok(result.finishedAt >= result.startedAt);
  assert.deepEqual(done.map(([operation]) => operation), ['retrieve', 'update', 'delete']);
  assert.equal((await refusal(resets.retrieve(reset.id))).status, 404);
});

test('headerRateLimits reads the rate limit headers, tokenData the token', async () => {
  const reader = client.addRawResponseReader({ headers: true });
  await customers.count();
  client.removeRawResponseReader();

  const limits = utils.headerRateLimits(reader.headers);

  assert.equal(limits.limit, 1_000_000);
  assert.equal(limits.interval, 60);
  assert.ok(limits.remaining > 0 && limits.remaining < limits.limit);
  assert.equal(utils.tokenData(token).organization.slug, 'demo');
  assert.equal(utils.tokenData(token).test, true);
});

const of = Filter.customer_password_resets;
const BUILT = [
  ['an attribute', (reset) => of.reference.eq(reset.reference)],
  ['the customer', (reset) => of.customer.email.eq(reset.customer_email)],
  ['the token', (reset) => of.reset_password_token.eq(reset.reset_password_token)],
  ['one attribute or another', (reset) => of.reference.or.reference_origin.eq(reset.reference)],
  ['nulls and times', (reset) => buildFilter(of.reset_password_at.null(), of.reference.start(reset.reference), of.created_at.gteq(reset.created_at))],
  ['events', (reset) => buildFilter(of.reference.in(reset.reference, 'NOTHING'), of.events.name.eq('customer_password_resets.create'))],
];

for (const [what, filters] of BUILT) {
  test(`the Filter helper’s filter by ${what}`, async () => {
    const { email } = await customers.create({ email: uniqueEmail() });
    const reset = await resets.create({ customer_email: email, reference: uniqueReference() });
    await newResets(1);

    const found = await resets.list({ filters: filters(reset) });

    assert.deepEqual(pluck(found, ({ id }) => id), [reset.id]);
  });
}

test('the Include helper’s includes', async () => {
  const { reference } = await newResets(1);
  const [reset] = await resets.list({ filters: { reference_eq: reference }, include: buildInclude(Include.customer_password_resets.customer, Include.customer_password_resets.events) });

  assert.match(reset.customer.email, /@example\.com$/);
  assert.deepEqual(pluck(reset.events, (event) => event.name), ['customer_password_resets.create']);
});

test('denormalizeResponse reads the server’s documents as they are', async () => {
  const { reference, ids } = await newResets(2);

  const one = utils.denormalizeResponse(await raw(`customer_password_resets/${ids[0]}?include=customer`));
  const list = utils.denormalizeResponse(await raw(`customer_password_resets?filter[q][reference_eq]=${reference}`));

  assert.match(one.customer.email, /@example\.com$/);
  assert.deepEqual(pluck(list, ({ id }) => id), ids);
});

test('checkSignature, denormalizePayload and webhooks.parse read a document of this server that is signed as webhooks are', async () => {
  const { ids } = await newResets(1);
  const body = await raw(`customer_password_resets/${ids[0]}?include=customer`);
  const secret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const headers = {
    'x-commercelayer-topic': 'customer_password_resets.create',
    'x-commercelayer-signature': createHmac('sha256', secret).update(body).digest('base64'),
  };

  const { ok, topic } = utils.checkSignature(body, headers, secret);
  assert.deepEqual({ ok, topic }, { ok: true, topic: 'customer_password_resets.create' });
  assert.equal(utils.checkSignature(`${body} `, headers, secret).ok, false);
  assert.equal(utils.denormalizePayload(body).id, ids[0]);
  assert.equal(utils.webhooks.parse.customer_password_resets(body).id, ids[0]);
});
