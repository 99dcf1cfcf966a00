import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommerceLayer, CommerceLayerStatic, application, customer_password_resets, customers, organization } from '@commercelayer/sdk';
import { ORGANIZATION, accessToken, refusal, toServer, uniqueEmail } from '../support.mjs';
import { ABSENT } from '../surface.mjs';

const client = CommerceLayer({ organization: ORGANIZATION, accessToken: await accessToken('integration'), fetch: toServer });

test('resources imported one by one, with a raw response reader', async () => {
  const customer = await customers.create({ email: uniqueEmail() });
  const reader = client.addRawResponseReader({ headers: true });

  const reset = await customer_password_resets.create({ customer_email: customer.email });

  assert.equal(reader.ok, true);
  assert.equal(reader.rawResponse.data.id, reset.id);
  assert.equal(reader.headers['content-type'], 'application/vnd.api+json');
  assert.equal(reader.headers.location, reader.rawResponse.data.links.self);
  client.removeRawResponseReader();
  assert.equal(CommerceLayerStatic.isTokenExpired(client.currentAccessToken), false);
});

test('what the list of absent methods names is not there', async () => {
  const { id, email } = await customers.create({ email: uniqueEmail() });
  const reset = await customer_password_resets.create({ customer_email: email });

  for (const name of Object.keys(ABSENT['@commercelayer/sdk'])) {
    const [resource, method] = name.split('.');
    const calls = {
      customers: () => customers[method](id, 'value'),
      customer_password_resets: () => customer_password_resets[method](reset.id),
      organization: () => organization[method](method === 'update' ? { id } : id),
      application: () => application[method]({ id }),
    };
    const error = await refusal(calls[resource]());
    const code = method.startsWith('_') ? 'PARAM_NOT_ALLOWED' : 'NOT_FOUND';
    assert.equal(error.first().code, code, name);
  }
});
