// Shared by the tests of all clients: the demo's applications, tokens, and records of their own.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommerceLayer } from '@commercelayer/sdk/bundle';
import { authenticate } from '@commercelayer/js-auth';
import { recordMethods } from './recorder.mjs';
import { application as applicationIn } from './server.mjs';

/** A module on the page of the docs that says how to point the clients here. */
export const onPage = (name) => import(pageAddress(name));
export const pageAddress = (name) => pathToFileURL(join(process.env.PAGE, name)).href;

export const { toServer } = await onPage('to-server.mjs');
// js-auth lets nobody choose where it sends its requests.
await onPage('redirect.mjs');

export const ORGANIZATION = 'demo';
export const PASSWORD = 'correct horse battery staple';

/** The credentials of an application of the demo. */
export function application(kind, mode = 'test') {
  return applicationIn(process.env.CLIENTS_FILE, kind, mode);
}

export async function accessToken(kind, mode = 'test') {
  const { accessToken } = await authenticate('client_credentials', application(kind, mode));
  return accessToken;
}

/** The SDK, initialized as its users do, except for the address. */
export function sdk(token, options = {}) {
  return CommerceLayer({ organization: ORGANIZATION, accessToken: token, fetch: toServer, ...options });
}

/** Its resources that this server has. Every method that is called counts as used. */
export function resources(client) {
  return {
    resets: recordMethods('customer_password_resets', client.customer_password_resets),
    customers: recordMethods('customers', client.customers),
    organization: recordMethods('organization', client.organization),
    application: recordMethods('application', client.application),
    events: client.events,
    changes: client.event_stores,
  };
}

export function uniqueEmail() {
  return `client-${randomUUID()}@example.com`;
}

export function uniqueReference() {
  return `CLIENT-${randomUUID()}`;
}

/** One value of each element, in a plain array, because `map` of the SDK's lists returns a list of their own class. */
export function pluck(list, value) {
  return Array.from(list, value);
}

/** The error of a call. Fails if the call succeeds. */
export async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('This call should have failed');
}
