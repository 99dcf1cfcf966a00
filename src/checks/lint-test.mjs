// Proves that `make lint` can fail: breaks a copy of the contract in one place for each rule, and expects the lint to
// report each of these lines and no other. Run it in the top folder: node src/checks/lint-test.mjs
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const REDOCLY = process.env.REDOCLY ?? 'src/checks/node_modules/.bin/redocly';
const CONFIGURATION = 'openapi/.redocly.yaml';
const COPY = 'target/lint-test';
/** Marks the line that the lint must report. It is removed before the file is written. */
const HERE = '<here>';

const [ROOT, WORKFLOWS, SHARED, RESETS, CUSTOMERS, EVENTS, OAUTH, CHANGELOG] = [
  'openapi.yaml',
  'password_reset.arazzo.yaml',
  'shared.yaml',
  'customer_password_resets.yaml',
  'customers.yaml',
  'events.yaml',
  'oauth.yaml',
  'changelog.yaml',
];

const FILES = [ROOT, WORKFLOWS, SHARED, RESETS, CUSTOMERS, EVENTS, OAUTH, CHANGELOG];

// rule, file, what is replaced (its first occurrence), by what
const BREAKS = [
  ['struct', CUSTOMERS, 'requestBody:\n        required: true', `requestBody:\n        required: ${HERE}perhaps`],
  ['no-unresolved-refs', EVENTS, "{$ref: '#/parameters/FilterNameIn'}", `{$ref: '#/parameters/FilterNameOut'${HERE}}`],
  ['operation-tag-defined', EVENTS, 'listEvents\n      tags: [events]', `listEvents\n      tags: [${HERE}happenings]`],
  ['operation-operationId', RESETS, 'get:\n      operationId: listCustomerPasswordResets\n', `get:${HERE}\n`],
  ['operation-operationId-unique', CUSTOMERS, 'operationId: listCustomers\n', `operationId: ${HERE}createCustomerPasswordReset\n`],
  ['operation-summary', CUSTOMERS, 'patch:\n      operationId: updateCustomer\n      tags: [customers]\n      summary: Update a customer\n', `patch:${HERE}\n      operationId: updateCustomer\n      tags: [customers]\n`],
  ['operation-description', RESETS, 'description: |-\n        Permanently deletes the reset,', `description: ''${HERE}\n      x-removed: |-\n        Permanently deletes the reset,`],
  ['tag-description', ROOT, 'name: events\n    description: What happened to password resets and customers, and when.', `name: events${HERE}`],
  ['security-defined', ROOT, 'security:\n  - bearerAuth: []', `security:\n  - ${HERE}badgerAuth: []`],
  ['no-enum-type-mismatch', SHARED, 'enum: [test, live]', `enum: [test, live, ${HERE}1]`],
  ['path-parameters-defined', RESETS, "{id}/customer:\n    parameters:\n      - {$ref: 'shared.yaml#/parameters/Id'}\n", '{id}/customer:\n'],
  ['path-parameters-defined', RESETS, "parameters:\n        - {$ref: 'customers.yaml#/parameters/Include'}", `parameters:${HERE}\n        - {$ref: 'customers.yaml#/parameters/Include'}`],
  ['contract/root-holds-references', ROOT, '$ref: events.yaml#/paths/~1api~1events\n', `$ref: ${HERE}events.yaml#/paths/~1api~1events\n    summary: Events\n`],
  ['contract/marked-for-the-generator', EVENTS, "attributes: {$ref: '#/schemas/EventAttributes'}\n      meta: {$ref: 'shared.yaml#/schemas/ResourceMeta'}\n  EventAttributes:\n    type: object\n    x-sparse: true\n", `attributes: ${HERE}{$ref: '#/schemas/EventAttributes'}\n      meta: {$ref: 'shared.yaml#/schemas/ResourceMeta'}\n  EventAttributes:\n    type: object\n`],
  ['contract/marked-for-the-generator', CUSTOMERS, 'name: filter[q][email_cont]', `name: ${HERE}colour`],
  ['contract/marked-for-the-generator', EVENTS, 'name: filter[q][reference_eq]', `name: ${HERE}event_colour`],
  ['contract/common-errors', CUSTOMERS, "responses:\n        '201':", `responses:${HERE}\n        '201':`],
  ['contract/common-errors', CUSTOMERS, "        '403': {$ref: 'shared.yaml#/responses/ClientIdNotAllowed'}\n", ''],
  ['contract/common-errors', OAUTH, "responses:\n        '200':", `responses:${HERE}\n        '200':`],
  ['contract/common-errors', OAUTH, "        '413': {$ref: '#/responses/TokenRequestTooLarge'}\n", ''],
  ['contract/common-errors', OAUTH, "'401': {$ref: '#/responses/TokenInvalid'}", `'401': ${HERE}{$ref: 'shared.yaml#/responses/Unauthorized'}`],
  ['contract/rate-limit-headers', EVENTS, "          description: The event.\n          headers:\n            X-Ratelimit-Limit: {$ref: 'shared.yaml#/headers/RateLimit'}\n", `          description: ${HERE}The event.\n          headers:\n`],
  ['contract/named-examples', RESETS, "schema: {$ref: 'shared.yaml#/schemas/ToOneLinkage'}\n              examples:\n                customer-linkage: {$ref: '#/examples/customer-linkage'}", `schema: {$ref: 'shared.yaml#/schemas/ToOneLinkage'}${HERE}`],
  ['contract/paired-examples', RESETS, "wrong-token: {$ref: '#/requestExamples/wrong-token'}", `stale-token: ${HERE}{$ref: '#/requestExamples/wrong-token'}\n              wrong-token: {$ref: '#/requestExamples/wrong-token'}`],
  ['contract/valid-examples', RESETS, "customer_email: 'jane@example.com'", `customer_email: ${HERE}12`],
  ['contract/valid-examples', SHARED, 'code: CLIENT_ID_NOT_ALLOWED\n          status: \'403\'\n          source', `code: ${HERE}CLIENT_ID_FORBIDDEN\n          status: '403'\n          source`],
  ['contract/valid-examples', SHARED, 'maximum: 25, default: 10', `maximum: 25, default: ${HERE}50`],
  ['contract/valid-examples', CUSTOMERS, 'has_password: true', `has_password: ${HERE}'yes'`],
  ['contract/no-inline-objects', EVENTS, "links: {$ref: 'shared.yaml#/schemas/ResourceLinks'}", `links: ${HERE}{type: object, properties: {self: {type: string, description: Itself.}}, description: Links.}`],
  ['contract/everything-described', CUSTOMERS, '      has_password:\n        type: boolean\n        description: Whether the customer has a password. A guest has none.\n', `      has_password:\n        type: ${HERE}boolean\n`],
  ['contract/explained-codes', SHARED, 'code: not_exact\n', `code: ${HERE}not_exact\n`],
  ['contract/explained-codes', SHARED, '        cure: Send the number as a string.\n', ''],
  ['contract/refused-examples', SHARED, 'new-email-taken: {$ref', `email-of-another: ${HERE}{$ref: 'customers.yaml#/examples/new-email-taken'}\n          new-email-taken: {$ref`],
  ['contract/served-links', EVENTS, "links: {self: 'http://127.0.0.1:8080/api/events/KdBqhLrtWm'}", `links: {self: ${HERE}'http://127.0.0.1:8080/api/happenings/KdBqhLrtWm'}`],
  ['contract/current-changelog', CHANGELOG, '- version: ', `- version: ${HERE}9`],
  ['contract/nullable-responses', RESETS, "customer_email: {$ref: 'shared.yaml#/schemas/EmailAddress'}\n", `customer_email:${HERE} {type: string, nullable: true, description: Whose., allOf: [{$ref: 'shared.yaml#/schemas/EmailAddress'}]}\n`],
  ['contract/sortable-attributes', EVENTS, 'description: >-\n      The attributes to sort by, most significant first: `id`, `name`,', `description: >-${HERE}\n      The attributes to sort by, most significant first: \`name\`,`],
  ['contract/dated-deprecations', EVENTS, "operationId: retrieveEvent\n", `operationId: retrieveEvent\n      deprecated: ${HERE}true\n`],
  ['contract/linked-creates', CUSTOMERS, "'201':\n          description: The new customer.", `'201':${HERE}\n          description: The new customer.`],
  ['contract/linked-creates', CUSTOMERS, "          links:\n            retrieveCustomer: {$ref: '#/links/RetrieveCustomer'}\n            updateCustomer: {$ref: '#/links/UpdateCustomer'}\n            deleteCustomer: {$ref: '#/links/DeleteCustomer'}\n            listCustomerEventStores: {$ref: '#/links/ListCustomerEventStores'}\n", ''],
  ['contract/linked-creates', RESETS, "links:\n            retrieveCustomerPasswordReset: {$ref: '#/links/RetrieveCustomerPasswordReset'}\n", `links:${HERE}\n`],
  ['contract/known-links', EVENTS, "operationId: retrieveEvent\n    description: Read the first", `operationId: ${HERE}retrieveHappening\n    description: Read the first`],
  ['contract/known-links', CUSTOMERS, "description: Change the customer.\n    parameters: {id:", `description: Change the customer.\n    parameters: ${HERE}{number:`],
  ['contract/operation-rights', CUSTOMERS, "    delete:\n      operationId: deleteCustomer\n      tags: [customers]\n      summary: Delete a customer\n      x-rights: [integration, webapp_admin]\n", `    delete:${HERE}\n      operationId: deleteCustomer\n      tags: [customers]\n      summary: Delete a customer\n`],
  ['contract/operation-rights', EVENTS, 'x-rights: [integration,', `x-rights: [${HERE}integrations,`],
  ['contract/operation-rights', CUSTOMERS, 'x-rights: [integration, webapp_admin]\n      description: |-\n        Creates', `x-rights: [integration, ${HERE}'webapp_admin:own']\n      description: |-\n        Creates`],
  ['contract/operation-rights', RESETS, 'x-rights: [integration, webapp_support, webapp_admin]\n', `x-rights: [integration, ${HERE}integration]\n`],
  ['contract/operation-rights', OAUTH, 'security: []\n', `security: []\n      x-rights: ${HERE}[integration]\n`],
  ['contract/operation-rights', CUSTOMERS, 'operationId: retrieveCustomer\n', `operationId: retrieveCustomer\n      security: ${HERE}[]\n`],
  ['contract/snake-case-names', EVENTS, 'name: filter[q][name_eq]', `name: ${HERE}filter[q][nameEq]`],
  ['contract/kebab-case-examples', EVENTS, "one-event: {$ref: '#/examples/one-event'}", `OneEvent: ${HERE}{$ref: '#/examples/one-event'}`],
  ['contract/known-operations', WORKFLOWS, 'operationId: createCustomer\n', `operationId: ${HERE}inviteCustomer\n`],
  ['stepId-unique', WORKFLOWS, '- stepId: delete-reset', `- stepId: ${HERE}create-another`],
  ['workflowId-unique', WORKFLOWS, '- workflowId: delete-a-reset', `- workflowId: ${HERE}create-a-customer`],
  ['outputs-defined', WORKFLOWS, 'token: $steps.create-reset.outputs.token', `token: ${HERE}$steps.create-reset.outputs.secret`],
  ['workflow-dependsOn', WORKFLOWS, 'dependsOn: [reset-a-password]', `dependsOn: [${HERE}forget-a-password]`],
  ['criteria-unique', WORKFLOWS, '- condition: $statusCode == 204\n', `- condition: $statusCode == 204\n          ${HERE}- condition: $statusCode == 204\n`],
  ['parameters-unique', WORKFLOWS, '- {name: include, in: query, value: customer}', `- ${HERE}{name: id, in: path, value: customer}`],
  ['sourceDescriptions-not-empty', WORKFLOWS, 'sourceDescriptions:\n  - name: contract\n    url: openapi.yaml\n    type: openapi\n', `sourceDescriptions: ${HERE}[]\n`],
];

function breakCopy() {
  rmSync(COPY, { recursive: true, force: true });
  cpSync('openapi', COPY, { recursive: true });
  for (const [number, [rule, file, before, after]] of BREAKS.entries()) {
    const text = readFileSync(join(COPY, file), 'utf8');
    assert.ok(text.includes(before), `${rule}: ${file} no longer has the text to break: ${before}`);
    writeFileSync(join(COPY, file), text.replace(before, () => after.replace(HERE, marker(number))));
  }
  return FILES.flatMap(takeOutMarkers).sort();
}

function marker(number) {
  return `<<${number}>>`;
}

/** What the lint must report for this file, now that all its lines are final. */
function takeOutMarkers(file) {
  const lines = readFileSync(join(COPY, file), 'utf8').split('\n');
  const expected = lines.flatMap((line, index) =>
    [...line.matchAll(/<<(\d+)>>/g)].map(([, number]) => `${file}:${index + 1} ${BREAKS[number][0]}`),
  );
  writeFileSync(join(COPY, file), lines.join('\n').replaceAll(/<<\d+>>/g, ''));
  return expected;
}

function lint() {
  const run = spawnSync(REDOCLY, ['lint', join(COPY, ROOT), join(COPY, WORKFLOWS), '--config', CONFIGURATION, '--format', 'checkstyle', '--max-problems', '1000'], {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  assert.equal(run.status, 1, `The lint of the broken copy must fail.\n${run.stdout}${run.stderr}`);
  assert.match(run.stdout, /reset_colour, and x-implementation-specific: true/);
  const told = new Set();
  return [...run.stdout.matchAll(/<file name="([^"]*)">(.*?)<\/file>/gs)].flatMap(([, file, problems]) =>
    [...problems.matchAll(/<error line="(\d+)".*?source="([^"]*)"/gs)].map(([problem, line, rule]) => {
      assert.ok(!rule.startsWith('contract/') || !told.has(file + problem), `Told twice: ${file} ${problem}`);
      told.add(file + problem);
      return `${basename(file)}:${line} ${rule}`;
    }),
  );
}

function configuredRules() {
  return [...readFileSync(CONFIGURATION, 'utf8').matchAll(/^  ([\w/-]+): error$/gm)].map(([, rule]) => rule);
}

const expected = breakCopy();
const found = [...new Set(lint())].sort();
const broken = new Set(BREAKS.map(([rule]) => rule));
assert.deepEqual(configuredRules().filter((rule) => !broken.has(rule)), [], 'Every rule of the configuration must be broken here');
assert.deepEqual(expected.filter((problem) => !found.includes(problem)), [], `The lint must find these. It found:\n${found.join('\n')}`);
const lines = new Set(expected.map((problem) => problem.split(' ')[0]));
assert.deepEqual(found.filter((problem) => !lines.has(problem.split(' ')[0])), [], 'The lint must not report any other line');
console.log(`Each of the ${broken.size} rules reports what breaks it, with file and line.`);
