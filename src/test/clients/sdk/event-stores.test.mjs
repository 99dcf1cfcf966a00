import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PASSWORD, accessToken, pluck, refusal, resources, sdk, uniqueEmail } from '../support.mjs';

let customers;
let resets;
let changes;

before(async () => {
  ({ customers, resets, changes } = resources(sdk(await accessToken('integration'))));
});

test('customer_password_resets.event_stores tell who changed what', async () => {
  const email = uniqueEmail();
  const customer = await customers.create({ email });
  const reset = await resets.create({ customer_email: email });
  await resets.update({ id: reset.id, customer_password: PASSWORD, _reset_password_token: reset.reset_password_token });

  const list = await resets.event_stores(reset.id);

  assert.deepEqual(pluck(list, (change) => change.event), ['create', 'update']);
  assert.equal(list[0].type, 'event_stores');
  assert.equal(list[0].resource_type, 'customer_password_resets');
  assert.equal(list[0].resource_id, reset.id);
  assert.deepEqual(list[0].payload.customer_email, { from: null, to: email });
  assert.deepEqual(list[1].payload.reset_password_token, { from: '[secret]', to: null });
  assert.equal(list[1].who.application.kind, 'integration');
  assert.equal(JSON.stringify(list).includes(reset.reset_password_token), false);
  assert.deepEqual(await changes.retrieve(list[0].id), list[0]);

  const ofCustomer = await customers.event_stores(customer);
  assert.deepEqual(ofCustomer[1].payload.password, { from: null, to: '[secret]' });
});

test('customers.event_stores are read with a cursor', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  await customers.update({ id: customer.id, reference: 'R-1' });
  await customers.update({ id: customer.id, reference: 'R-2' });

  const walked = [];
  let page;
  do {
    const params = page ? { 'page[after]': page.at(-1).id } : {};
    page = await customers.event_stores(customer.id, { pageSize: 2, fields: ['payload'] }, { params });
    walked.push(...pluck(page, (change) => change.payload.reference?.to));
  } while (page.length === 2);

  assert.deepEqual(walked, [undefined, 'R-1', 'R-2']);
});

test('customers.event_stores remain after the customer is deleted', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  await customers.delete(customer.id);

  assert.deepEqual(pluck(await customers.event_stores(customer.id), (change) => change.event), ['create', 'destroy']);
  assert.equal((await refusal(customers.event_stores('NoSuchIdXx'))).status, 404);
});
