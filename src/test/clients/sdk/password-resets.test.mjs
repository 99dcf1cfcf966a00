import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PASSWORD, accessToken, pluck, refusal, resources, sdk, uniqueEmail, uniqueReference } from '../support.mjs';

let resets;
let customers;
let events;
let storefront;

before(async () => {
  ({ resets, customers, events } = resources(sdk(await accessToken('integration'))));
  ({ resets: storefront } = resources(sdk(await accessToken('sales_channel'))));
});

function newCustomer() {
  return customers.create({ email: uniqueEmail() });
}

async function newReset(attributes = {}) {
  const customer = await newCustomer();
  return resets.create({ customer_email: customer.email, ...attributes });
}

test('customer_password_resets.create returns the new reset with its token', async () => {
  const customer = await newCustomer();

  const reset = await resets.create({
    customer_email: customer.email,
    reference: 'R-1',
    reference_origin: 'CRM',
    metadata: { campaign: 'spring', tries: 2 },
  });

  assert.equal(reset.type, 'customer_password_resets');
  assert.match(reset.id, /^[A-Za-z]{10}$/);
  assert.equal(reset.customer_email, customer.email);
  assert.match(reset.reset_password_token, /^[\w-]{20}$/);
  assert.equal(reset.reset_password_at, null);
  assert.equal(reset.created_at, reset.updated_at);
  assert.equal(reset.reference, 'R-1');
  assert.equal(reset.reference_origin, 'CRM');
  assert.deepEqual(reset.metadata, { campaign: 'spring', tries: 2 });
});

test('customer_password_resets.create with include and fields', async () => {
  const customer = await newCustomer();

  const reset = await resets.create(
    { customer_email: customer.email },
    { include: ['customer', 'events'], fields: { customer_password_resets: ['customer_email', 'customer', 'events'], customers: ['email'], events: ['name'] } },
  );

  assert.deepEqual(Object.keys(reset).sort(), ['customer', 'customer_email', 'events', 'id', 'type']);
  assert.deepEqual({ ...reset.customer }, { id: customer.id, type: 'customers', email: customer.email });
  assert.deepEqual(pluck(reset.events, (event) => event.name), ['customer_password_resets.create']);
});

test('customer_password_resets.retrieve by id and by resource, with include and fields', async () => {
  const created = await newReset({ reference: 'R-2' });

  assert.deepEqual(await resets.retrieve(created.id), created);
  assert.deepEqual(await resets.retrieve(created), created);
  const reset = await resets.retrieve(created.id, { include: ['customer'], fields: ['reference', 'customer'] });
  assert.deepEqual(Object.keys(reset).sort(), ['customer', 'id', 'reference', 'type']);
  assert.equal(reset.customer.email, created.customer_email);
});

test('customer_password_resets.list with filters, include, fields and sort', async () => {
  const [first, second] = [await newReset({ reference_origin: 'A' }), await newReset({ reference_origin: 'B' })];

  const list = await resets.list({
    filters: { id_in: [first.id, second.id], reset_password_at_null: true },
    include: ['customer'],
    fields: { customer_password_resets: ['reference_origin', 'customer'], customers: ['email'] },
    sort: ['-created_at', 'id'],
  });

  assert.deepEqual(pluck(list, (reset) => reset.reference_origin), ['B', 'A']);
  assert.deepEqual(pluck(list, (reset) => reset.customer.email), [second.customer_email, first.customer_email]);
  assert.deepEqual(list.meta, { recordCount: 2, pageCount: 1, currentPage: 1, recordsPerPage: 10 });
});

const FILTERS = [
  ['an equal reference', ({ reference }) => ({ reference_eq: reference })],
  ['the e-mail address of the customer', ({ customer_email }) => ({ customer_email_eq: customer_email })],
  ['the token', ({ reset_password_token }) => ({ reset_password_token_eq: reset_password_token })],
  ['one of two attributes', ({ reference }) => ({ reference_or_reference_origin_cont: reference.slice(3) })],
  ['the name of an event', ({ reference }) => ({ reference_eq: reference, events_name_eq: 'customer_password_resets.create' })],
  ['the metadata', ({ metadata }) => ({ metadata_jcont: metadata })],
  ['times', ({ reference, created_at }) => ({ reference_start: reference, created_at_gteq: created_at, created_at_lteq: created_at })],
  ['several values', ({ id, reference }) => ({ id_in: [id, 'AAAAAAAAAA'], reference_matches_any: [reference, 'NOTHING'] })],
];

for (const [what, filters] of FILTERS) {
  test(`customer_password_resets.list filtered by ${what}`, async () => {
    await newReset({ reference: uniqueReference(), metadata: { batch: uniqueReference() } });
    const wanted = await newReset({ reference: uniqueReference(), metadata: { batch: uniqueReference() } });

    const list = await resets.list({ filters: filters(wanted) });

    assert.deepEqual(pluck(list, (reset) => reset.id), [wanted.id]);
  });
}

test('customer_password_resets.list filtered by what nothing matches is empty', async () => {
  const list = await resets.list({ filters: { reference_eq: uniqueReference() } });

  assert.deepEqual([...list], []);
  assert.equal(list.recordCount, 0);
  assert.equal(list.pageCount, 0);
  assert.equal(list.hasNextPage(), false);
});

test('customer_password_resets.list walks through the pages', async () => {
  const reference = uniqueReference();
  const created = [];
  for (let number = 0; number < 7; number++) {
    created.push((await newReset({ reference })).id);
  }

  const walked = [];
  let page;
  do {
    page = await resets.list({ filters: { reference_eq: reference }, pageSize: 3, pageNumber: (page?.meta.currentPage ?? 0) + 1 });
    walked.push(...pluck(page, (reset) => reset.id));
  } while (page.hasNextPage());

  assert.deepEqual(walked, created);
  assert.equal(page.meta.currentPage, 3);
  assert.equal(page.hasPrevPage(), true);
  assert.equal(page.first().id, page.last().id);
  assert.equal(page.getRecordCount(), 7);
  assert.equal(page.getPageCount(), 3);
});

test('customer_password_resets.list sorts in either form of the SDK', async () => {
  const reference = uniqueReference();
  const ids = [];
  for (let number = 0; number < 3; number++) {
    ids.push((await newReset({ reference })).id);
  }

  const filters = { reference_eq: reference };
  assert.deepEqual(pluck(await resets.list({ filters, sort: ['created_at'] }), (reset) => reset.id), ids);
  assert.deepEqual(pluck(await resets.list({ filters, sort: { created_at: 'desc' } }), (reset) => reset.id), [...ids].reverse());
  assert.deepEqual(pluck(await resets.list({ filters, sort: ['-id'] }), (reset) => reset.id), [...ids].sort().reverse());
});

test('customer_password_resets.count, filtered and not', async () => {
  const reference = uniqueReference();
  await newReset({ reference });
  await newReset({ reference });

  assert.equal(await resets.count({ reference_eq: reference }), 2);
  assert.ok((await resets.count()) >= 2);
});

test('customer_password_resets.update changes reference and metadata and resets nothing', async () => {
  const created = await newReset({ reference: 'R-3', reference_origin: 'CRM', metadata: { a: 1 } });

  const reset = await resets.update({ id: created.id, reference: null, metadata: { b: [2, null] } }, { include: ['customer'] });

  assert.equal(reset.reference, null);
  assert.equal(reset.reference_origin, 'CRM');
  assert.deepEqual(reset.metadata, { b: [2, null] });
  assert.equal(reset.reset_password_token, created.reset_password_token);
  assert.equal(reset.reset_password_at, null);
  assert.equal(reset.customer.email, created.customer_email);
});

test('customer_password_resets.delete by id and by resource', async () => {
  for (const named of [(reset) => reset.id, (reset) => reset]) {
    const reset = await newReset();

    assert.equal(await resets.delete(named(reset)), undefined);

    const error = await refusal(resets.retrieve(reset.id));
    assert.equal(error.status, 404);
  }
});

test('customer_password_resets.customer and .events return what is related', async () => {
  const reset = await newReset();

  const customer = await resets.customer(reset);
  assert.equal(customer.type, 'customers');
  assert.equal(customer.email, reset.customer_email);
  assert.deepEqual(Object.keys(await resets.customer(reset.id, { fields: ['email'] })).sort(), ['email', 'id', 'type']);

  await resets.update({ id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token });
  const all = await resets.events(reset.id);
  assert.deepEqual(pluck(all, (event) => event.name), ['customer_password_resets.create', 'customer_password_resets.reset_password']);
  assert.equal(all.recordCount, 2);
  const filtered = await resets.events(reset, { filters: { name_eq: 'customer_password_resets.reset_password' }, fields: ['name'] });
  assert.deepEqual(pluck(filtered, (event) => event.name), ['customer_password_resets.reset_password']);
  const last = await resets.events(reset, { sort: ['-created_at'], pageSize: 1, pageNumber: 1 });
  assert.equal(last.pageCount, 2);
});

test('events.list and .retrieve return the events of a reset', async () => {
  const reset = await newReset();
  const [event] = await resets.events(reset.id);

  assert.deepEqual(await events.retrieve(event.id), event);
  const list = await events.list({ filters: { id_eq: event.id } });
  assert.deepEqual(pluck(list, (found) => found.id), [event.id]);
});

test('a customer gets a new password, all of it done by the integration', async () => {
  const customer = await newCustomer();
  assert.equal(customer.has_password, false);
  const reset = await resets.create({ customer_email: customer.email });

  const done = await resets.update({ id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token });

  assert.equal(done.reset_password_token, null);
  assert.ok(Date.parse(done.reset_password_at) >= Date.parse(reset.created_at));
  assert.equal((await customers.retrieve(customer.id)).has_password, true);
});

test('a customer gets a new password, the last step of it done by the sales channel, which never sees a token', async () => {
  const customer = await newCustomer();
  const reset = await resets.create({ customer_email: customer.email });

  const done = await storefront.update({ id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token });

  assert.equal(done.id, reset.id);
  assert.ok(done.reset_password_at);
  assert.ok(!done.reset_password_token);
  assert.equal((await customers.retrieve(customer.id)).has_password, true);
});

test('a completed reset refuses its token, and so do the other resets of that customer', async () => {
  const customer = await newCustomer();
  const [first, second] = [await resets.create({ customer_email: customer.email }), await resets.create({ customer_email: customer.email })];
  await resets.update({ id: first.id, customer_password: PASSWORD, _reset_password_token: first.reset_password_token });

  for (const reset of [first, second]) {
    const error = await refusal(
      resets.update({ id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token }),
    );
    assert.equal(error.status, 422);
    assert.equal(error.first().source.pointer, '/data/attributes/_reset_password_token');
    assert.equal(error.first().meta.error, 'invalid');
  }
});

test('customer_password_resets._reset_password_token sends no password, so it is refused; update sends both', async () => {
  const reset = await newReset();

  const error = await refusal(resets._reset_password_token(reset, reset.reset_password_token));

  assert.equal(error.status, 422);
  assert.equal(error.first().source.pointer, '/data/attributes/customer_password');
  assert.equal(error.first().meta.error, 'blank');
  assert.equal((await resets.retrieve(reset.id)).reset_password_token, reset.reset_password_token);
});

test('customer_password_resets.relationship, .relationshipToMany, .type, .isCustomerPasswordReset and .withAdapter', async () => {
  const reset = await newReset();
  const linkage = { id: reset.id, type: 'customer_password_resets' };

  assert.equal(resets.type(), 'customer_password_resets');
  assert.equal(resets.isCustomerPasswordReset(reset), true);
  assert.deepEqual(resets.relationship(reset), linkage);
  assert.deepEqual(resets.relationshipToMany(reset.id), [linkage]);
  assert.deepEqual(await resets.retrieve(resets.relationship(reset.id)), reset);
  assert.equal(resets.withAdapter().type(), 'customer_password_resets');
});
