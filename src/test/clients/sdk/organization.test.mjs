import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { accessToken, resources, sdk } from '../support.mjs';

/** What Commerce Layer's identity pages ask for. */
const IDENTITY_PAGE = ['id', 'logo_url', 'name', 'primary_color', 'favicon_url', 'gtm_id', 'support_email', 'support_phone'];

let organization;
let application;

before(async () => {
  ({ organization, application } = resources(sdk(await accessToken('sales_channel'))));
});

test('organization.retrieve returns what a page shows', async () => {
  const shown = await organization.retrieve({ fields: IDENTITY_PAGE });

  assert.deepEqual(Object.keys(shown).sort(), [...IDENTITY_PAGE, 'type'].sort());
  assert.equal(shown.type, 'organizations');
  assert.equal(shown.name, 'demo');
  assert.equal((await organization.retrieve()).slug, 'demo');
});

test('application.retrieve returns the application of the token', async () => {
  const { type, kind, public_access, scopes } = await application.retrieve();

  assert.deepEqual({ type, kind, public_access, scopes }, { type: 'applications', kind: 'sales_channel', public_access: true, scopes: 'market:all' });
});

test('relationship, relationshipToMany, type, isOrganization, isApplication and withAdapter', async () => {
  for (const [resource, type, is] of [[organization, 'organizations', 'isOrganization'], [application, 'applications', 'isApplication']]) {
    const one = await resource.retrieve();
    const linkage = { id: one.id, type };
    assert.equal(resource.type(), type);
    assert.equal(resource[is](one), true);
    assert.deepEqual(resource.relationship(one), linkage);
    assert.deepEqual(resource.relationshipToMany(one.id), [linkage]);
    assert.equal(resource.withAdapter().type(), type);
  }
});
