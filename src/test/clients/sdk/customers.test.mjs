import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PASSWORD, accessToken, pluck, refusal, resources, sdk, uniqueEmail, uniqueReference } from '../support.mjs';

let customers;
let resets;

before(async () => {
  ({ customers, resets } = resources(sdk(await accessToken('integration'))));
});

test('customers.create returns a customer, with a password or without', async () => {
  const email = uniqueEmail();

  const customer = await customers.create({
    email,
    password: PASSWORD,
    shopper_reference: 'SHOPPER-1',
    reference: 'C-1',
    reference_origin: 'CRM',
    metadata: { vip: true },
  });

  assert.equal(customer.type, 'customers');
  assert.equal(customer.email, email);
  assert.equal(customer.status, 'prospect');
  assert.equal(customer.has_password, true);
  assert.equal(customer.shopper_reference, 'SHOPPER-1');
  assert.deepEqual(customer.metadata, { vip: true });
  assert.equal('password' in customer, false);
  assert.equal((await customers.create({ email: uniqueEmail() })).has_password, false);
});

test('customers.retrieve by id and by resource, with fields', async () => {
  const created = await customers.create({ email: uniqueEmail() });

  assert.deepEqual(await customers.retrieve(created.id), created);
  assert.deepEqual(await customers.retrieve(created), created);
  assert.deepEqual(await customers.retrieve(created.id, { fields: ['email'] }), { id: created.id, type: 'customers', email: created.email });
});

test('customers.list with filters, fields and sort, page by page', async () => {
  const reference = uniqueReference();
  const emails = [];
  for (let number = 0; number < 3; number++) {
    emails.push((await customers.create({ email: uniqueEmail(), reference })).email);
  }
  emails.sort();

  const query = { filters: { reference_eq: reference, status_eq: 'prospect' }, fields: ['email'], sort: ['email'], pageSize: 2 };
  const first = await customers.list({ ...query, pageNumber: 1 });
  const second = await customers.list({ ...query, pageNumber: 2 });

  assert.deepEqual([...first, ...second].map((customer) => customer.email), emails);
  assert.equal(first.hasNextPage(), true);
  assert.equal(second.hasNextPage(), false);
  assert.equal(first.recordCount, 3);
});

test('customers.list filtered by e-mail address', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });

  assert.deepEqual(pluck(await customers.list({ filters: { email_eq: email } }), (customer) => customer.email), [email]);
});

test('customers.count, filtered and not', async () => {
  const { email } = await customers.create({ email: uniqueEmail() });

  assert.equal(await customers.count({ email_eq: email }), 1);
  assert.ok((await customers.count()) >= 1);
});

test('customers.update changes e-mail address, password and metadata', async () => {
  const created = await customers.create({ email: uniqueEmail(), shopper_reference: 'SHOPPER-2', metadata: { a: 1 } });
  const email = uniqueEmail();

  const customer = await customers.update({ id: created.id, email, password: PASSWORD, metadata: { b: 2 } });

  assert.equal(customer.email, email);
  assert.equal(customer.has_password, true);
  assert.equal(customer.shopper_reference, 'SHOPPER-2');
  assert.deepEqual(customer.metadata, { b: 2 });
});

test('customers.delete takes the customer’s resets along', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  const reset = await resets.create({ customer_email: customer.email });

  assert.equal(await customers.delete(customer.id), undefined);

  assert.equal((await refusal(customers.retrieve(customer.id))).first().code, 'RECORD_NOT_FOUND');
  assert.equal((await refusal(resets.retrieve(reset.id))).first().code, 'RECORD_NOT_FOUND');
});

test('customers.relationship, .relationshipToMany, .type, .isCustomer and .withAdapter', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  const linkage = { id: customer.id, type: 'customers' };

  assert.equal(customers.type(), 'customers');
  assert.equal(customers.isCustomer(customer), true);
  assert.deepEqual(customers.relationship(customer), linkage);
  assert.deepEqual(customers.relationshipToMany(customer.id), [linkage]);
  assert.equal(customers.withAdapter().type(), 'customers');
});
