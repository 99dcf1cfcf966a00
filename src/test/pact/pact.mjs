// What the JavaScript consumers share: one interaction at a time, against Pact's mock server, into the consumer's pact.
import { test } from 'node:test';
import { MatchersV3, Pact } from '@pact-foundation/pact';

export const MEDIA_TYPE = 'application/vnd.api+json';
export const { fromProviderState, like, regex } = MatchersV3;

const PROVIDER = 'customer-password-resets';
const EXAMPLE_TOKEN = 'the-access-token';

/** The example ids and tokens; a provider puts in those of the records that it made for the state. */
export const RESET_ID = fromProviderState('${reset_id}', 'xYZkjABcde');
export const RESET_TOKEN = fromProviderState('${reset_token}', 'xhFfkmfybsLxzaAP6xcs');

export const time = (example) => regex('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$', example);
export const bearer = regex('^Bearer .+$', `Bearer ${EXAMPLE_TOKEN}`);

/** The path of a resource, with the id that the provider's state gives. */
export function pathOf(state, example) {
  return fromProviderState(state, example);
}

/** One error of an answer, as far as a consumer relies on it. */
export function error(status, code, more = {}) {
  return { errors: [{ status: String(status), code, title: like('Title'), detail: like('A sentence.'), ...more }] };
}

/** The error of a value that was refused. */
export function refused(attribute, reason, more = {}) {
  return error(422, 'VALIDATION_ERROR', {
    source: { pointer: `/data/attributes/${attribute}` },
    meta: { error: reason, ...more },
  });
}

/** Makes the function that tests, and writes down, one interaction of that consumer. */
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
