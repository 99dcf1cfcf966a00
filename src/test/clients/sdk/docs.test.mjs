// The JavaScript in the docs, as readers paste it: that of the Authentication page, then that of each operation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { CommerceLayer } from '@commercelayer/sdk/bundle';
import { application, uniqueEmail } from '../support.mjs';

const AsyncFunction = (async () => {}).constructor;
const PAGE = new URL('../../../main/resources/docs/authentication.md', import.meta.url);
const UNESCAPED = { '&quot;': '"', '&#39;': "'", '&#x3D;': '=', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

let cl;
let samples;

before(async () => {
  const { clientId, clientSecret } = application('integration');
  Object.assign(process.env, { SERVER: process.env.SERVER_URL, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret });
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code.replace(/^import .*$/gm, ''));
  cl = await new AsyncFunction('CommerceLayer', `${blocks.join('\n')}\nreturn cl`)(CommerceLayer);
  const reference = await (await fetch(`${process.env.SERVER_URL}/docs/reference.html`)).text();
  samples = [...reference.matchAll(/data-sample="sdk" data-operation="(\w+)">(.*?)<\/code>/gs)].map(([, operation, code]) => ({
    operation,
    code: code.replace(/&(quot|#39|#x3D|lt|gt|amp);/g, (entity) => UNESCAPED[entity]),
  }));
});

test('the JavaScript of each operation in the docs', async () => {
  assert.ok(samples.length >= 14, `${samples.length} operations`);
  for (const { operation, code } of samples) {
    const email = uniqueEmail();
    const customer = await cl.customers.create({ email });
    const reset = await cl.customer_password_resets.create({ customer_email: email });
    const [event] = await cl.customer_password_resets.events(reset.id);
    const [change] = await cl.customer_password_resets.event_stores(reset.id);
    const resource = code.match(/cl\.(\w+)/)[1];
    const pasted = code
      .replaceAll(/xYZkjABcde|YDWxVhZKjb/g, { customers: customer, events: event, event_stores: change, customer_password_resets: reset }[resource]?.id)
      .replaceAll('john@example.com', operation === 'createCustomer' ? uniqueEmail() : email)
      .replaceAll('xhFfkmfybsLxzaAP6xcs', reset.reset_password_token);
    await assert.doesNotReject(new AsyncFunction('cl', pasted)(cl), `${operation}:\n${pasted}`);
  }
});
