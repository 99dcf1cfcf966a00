// Shared by the JavaScript consumers: runs one interaction at a time against Pact's mock server and writes the consumer's pact.
import { test } from 'node:test';
import { MatchersV3, Pact } from '@pact-foundation/pact';

export const MEDIA_TYPE = 'application/vnd.api+json';
export const { fromProviderState, like, regex } = MatchersV3;

const PROVIDER = 'customer-password-resets';
const EXAMPLE_TOKEN = 'the-access-token';

/** Example ids and tokens. The provider replaces them with those of the records that it created for the state. */
export const RESET_ID = fromProviderState('${reset_id}', 'xYZkjABcde');
export const RESET_TOKEN = fromProviderState('${reset_token}', 'xhFfkmfybsLxzaAP6xcs');

export const time = (example) => regex('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$', example);
export const bearer = regex('^Bearer .+$', `Bearer ${EXAMPLE_TOKEN}`);

/** The path of a resource, with the id from the provider state. */
export function pathOf(state, example) {
  return fromProviderState(state, example);
}

/** The parts of an error that a consumer relies on. */
export function error(status, code, more = {}) {
  return { errors: [{ status: String(status), code, title: like('Title'), detail: like('A sentence.'), ...more }] };
}

/** The error of an invalid value. */
export function refused(attribute, reason, more = {}) {
  return error(422, 'VALIDATION_ERROR', {
    source: { pointer: `/data/attributes/${attribute}` },
    meta: { error: reason, ...more },
  });
}

/** Returns a function that tests and records one interaction of the consumer. */
export function consumer(name) {
  return ({ description, states, request, response }, use) =>
    test(description, async () => {
      const pact = new Pact({ consumer: name, provider: PROVIDER, dir: process.env.PACT_FOLDER, logLevel: 'error' });
      const interaction = pact.addInteraction();
      states.forEach(([state, parameters]) => interaction.given(state, parameters));
      await interaction
        .uponReceiving(description)
        .withRequest(request.method, request.path, (builder) => fill(builder, request))
        .willRespondWith(response.status, (builder) => fill(builder, response))
        .executeTest(({ url }) => use(url, EXAMPLE_TOKEN));
    });
}

function fill(builder, { query, headers, body }) {
  if (query) {
    builder.query(query);
  }
  builder.headers({ ...(body && { 'Content-Type': MEDIA_TYPE }), ...headers });
  if (body) {
    builder.jsonBody(body);
  }
}
