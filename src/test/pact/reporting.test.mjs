// A report on resets, by a team that uses nothing of ours: plain fetch with the token of an integration.
import assert from 'node:assert/strict';
import { bearer, consumer, error, like, pathOf, regex, time } from './pact.mjs';

const RESETS = '/api/customer_password_resets';
const ID = 'xYZkjABcde';
const INTEGRATION = ['an integration calls'];
const IN_MARCH = ['password resets were created', { count: 3, month: '2019-03' }];
const MARCH = { 'filter[q][created_at_gteq]': '2019-03-01', 'filter[q][created_at_lt]': '2019-04-01' };
const EVENTS_PATH = pathOf(`${RESETS}/\${reset_id}/events`, `${RESETS}/${ID}/events`);

const interaction = consumer('reporting');

async function get(url, path, query, token, headers = {}) {
  const address = new URL(path, url);
  Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, value));
  const answer = await fetch(address, { headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers } });
  return { status: answer.status, ...(await answer.json()) };
}

function request(path, query, headers = { Authorization: bearer }) {
  return { method: 'GET', path, query, headers };
}

function reset(day) {
  return {
    id: regex('^[A-Za-z]{10}$', ID),
    type: 'customer_password_resets',
    attributes: {
      customer_email: like('john@example.com'),
      created_at: time(`2019-03-${day}T12:00:00.000Z`),
      reset_password_at: null,
    },
  };
}

const link = (page) =>
  regex(`^https?://.+page%5Bnumber%5D=${page}.*$`, `http://127.0.0.1:8080${RESETS}?page%5Bnumber%5D=${page}`);

interaction(
  {
    description: 'the first page of a month',
    states: [INTEGRATION, IN_MARCH],
    request: request(RESETS, { ...MARCH, 'page[number]': '1', 'page[size]': '2' }),
    response: {
      status: 200,
      body: {
        data: [reset('01'), reset('02')],
        meta: { record_count: 3, page_count: 2 },
        links: { first: link(1), next: link(2), last: link(2) },
      },
    },
  },
  async (url, token) => {
    const page = await get(url, RESETS, { ...MARCH, 'page[number]': 1, 'page[size]': 2 }, token);
    assert.equal(page.meta.record_count, 3);
    assert.ok(page.links.next);
  },
);

interaction(
  {
    description: 'the last page of a month',
    states: [INTEGRATION, IN_MARCH],
    request: request(RESETS, { ...MARCH, 'page[number]': '2', 'page[size]': '2' }),
    response: {
      status: 200,
      body: {
        data: [reset('03')],
        meta: { record_count: 3, page_count: 2 },
        links: { first: link(1), prev: link(1), last: link(2) },
      },
    },
  },
  async (url, token) => {
    const page = await get(url, RESETS, { ...MARCH, 'page[number]': 2, 'page[size]': 2 }, token);
    assert.equal(page.data.length, 1);
    assert.equal(page.links.next, undefined);
  },
);

interaction(
  {
    description: 'the newest of a month, two attributes of it',
    states: [INTEGRATION, IN_MARCH],
    request: request(RESETS, {
      ...MARCH,
      sort: '-created_at',
      'page[size]': '1',
      'fields[customer_password_resets]': 'customer_email,created_at',
    }),
    response: {
      status: 200,
      body: {
        data: [
          {
            type: 'customer_password_resets',
            attributes: { customer_email: like('john@example.com'), created_at: regex('^2019-03-03T.*$', '2019-03-03T12:00:00.000Z') },
          },
        ],
      },
    },
  },
  async (url, token) => {
    const query = { ...MARCH, sort: '-created_at', 'page[size]': 1, 'fields[customer_password_resets]': 'customer_email,created_at' };
    const { data } = await get(url, RESETS, query, token);
    assert.deepEqual(Object.keys(data[0].attributes).sort(), ['created_at', 'customer_email']);
  },
);

interaction(
  {
    description: 'a month without resets',
    states: [INTEGRATION],
    request: request(RESETS, { 'filter[q][created_at_lt]': '2001-01-01' }),
    response: { status: 200, body: { data: [], meta: { record_count: 0, page_count: 0 } } },
  },
  async (url, token) => {
    const page = await get(url, RESETS, { 'filter[q][created_at_lt]': '2001-01-01' }, token);
    assert.deepEqual(page.data, []);
  },
);

const event = (name) => ({
  id: regex('^[A-Za-z]{10}$', 'KdBqhLrtWm'),
  type: 'events',
  attributes: { name, created_at: time('2018-01-01T12:00:00.000Z') },
});

interaction(
  {
    description: 'what happened to a completed reset',
    states: [INTEGRATION, ['a password reset has been completed']],
    request: request(EVENTS_PATH, { sort: 'created_at,name' }),
    response: {
      status: 200,
      body: { data: [event('customer_password_resets.create'), event('customer_password_resets.reset_password')] },
    },
  },
  async (url, token) => {
    const { data } = await get(url, `${RESETS}/${ID}/events`, { sort: 'created_at,name' }, token);
    assert.equal(data.length, 2);
  },
);

interaction(
  {
    description: 'the newest completion of all',
    states: [INTEGRATION, ['a password reset has been completed']],
    request: request('/api/events', {
      'filter[q][name_eq]': 'customer_password_resets.reset_password',
      sort: '-created_at',
      'page[size]': '1',
    }),
    response: { status: 200, body: { data: [event('customer_password_resets.reset_password')] } },
  },
  async (url, token) => {
    const query = { 'filter[q][name_eq]': 'customer_password_resets.reset_password', sort: '-created_at', 'page[size]': 1 };
    const { data } = await get(url, '/api/events', query, token);
    assert.equal(data[0].attributes.name, 'customer_password_resets.reset_password');
  },
);

for (const [description, query, code, parameter] of [
  ['too large a page', { 'page[size]': '100' }, 'INVALID_PAGE_VALUE', 'page[size]'],
  ['a date that is none', { 'filter[q][created_at_gteq]': 'yesterday' }, 'FILTER_NOT_ALLOWED', 'filter[q][created_at_gteq]'],
  ['a sort that there is not', { sort: 'customer_email' }, 'INVALID_SORT_CRITERIA', 'sort'],
  ['a field that there is not', { 'fields[customer_password_resets]': 'password' }, 'INVALID_FIELD', 'fields[customer_password_resets]'],
]) {
  interaction(
    {
      description,
      states: [INTEGRATION],
      request: request(RESETS, query),
      response: { status: 400, body: error(400, code, { source: { parameter } }) },
    },
    async (url, token) => assert.equal((await get(url, RESETS, query, token)).errors[0].code, code),
  );
}

interaction(
  {
    description: 'the events of a deleted reset',
    states: [INTEGRATION, ['a password reset has been deleted']],
    request: request(EVENTS_PATH),
    response: { status: 404, body: error(404, 'RECORD_NOT_FOUND') },
  },
  async (url, token) => assert.equal((await get(url, `${RESETS}/${ID}/events`, {}, token)).errors[0].code, 'RECORD_NOT_FOUND'),
);

interaction(
  {
    description: 'no access token',
    states: [],
    request: request(RESETS, undefined, {}),
    response: { status: 401, body: error(401, 'INVALID_TOKEN') },
  },
  async (url) => assert.equal((await get(url, RESETS, {})).errors[0].code, 'INVALID_TOKEN'),
);

interaction(
  {
    description: 'a format that the API does not speak',
    states: [INTEGRATION],
    request: request(RESETS, undefined, { Authorization: bearer, Accept: 'text/csv' }),
    response: { status: 406, body: error(406, 'NOT_ACCEPTABLE', { source: { header: 'Accept' } }) },
  },
  async (url, token) =>
    assert.equal((await get(url, RESETS, {}, token, { Accept: 'text/csv' })).errors[0].code, 'NOT_ACCEPTABLE'),
);
