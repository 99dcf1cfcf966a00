// The features that each client has for the resources of this server, read from the client itself, and those that do not
// apply here. `make clients` fails if a feature is neither used by a test nor listed here.
import { createRequire } from 'node:module';
import * as jsAuth from '@commercelayer/js-auth';
import { application, customer_password_resets, customers, organization } from '@commercelayer/sdk';
import * as sdkUtils from '@commercelayer/sdk-utils';

const require = createRequire(import.meta.url);

/** The public methods of a resource of the SDK, including inherited ones. */
function methods(resource) {
  const names = new Set();
  for (let type = resource; type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      if (typeof property.value === 'function' && name !== 'constructor' && !INTERNAL.includes(name)) {
        names.add(name);
      }
    }
  }
  return [...names].sort();
}

/** Protected in the SDK's types: only the SDK calls them. */
const INTERNAL = ['path', 'relationshipOneToOne', 'relationshipOneToMany'];

const commands = (client) => Object.keys(require(`@commercelayer/${client}/oclif.manifest.json`).commands).sort();

const qualified = (prefix, names) => names.map((name) => `${prefix}.${name}`);

export const SURFACE = {
  '@commercelayer/sdk': [
    ...qualified('customer_password_resets', methods(customer_password_resets)),
    ...qualified('customers', methods(customers)),
    ...qualified('organization', methods(organization)),
    ...qualified('application', methods(application)),
  ],
  '@commercelayer/sdk-utils': Object.keys(sdkUtils).sort(),
  '@commercelayer/js-auth': Object.keys(jsAuth).sort(),
  '@commercelayer/cli-plugin-resources': commands('cli-plugin-resources'),
  '@commercelayer/cli': commands('cli'),
};

const NO_SUCH_RESOURCE = 'This server has no such resource.';
const NO_CUSTOMER_EVENTS = 'The contract has the events of password resets, not those of customers.';
const ANOTHER_RESOURCE = 'For a resource that this server does not have.';
const NO_REQUEST = 'Prints what the command knows by itself and asks no server.';
const OPERATORS = 'Operators change it, with the command line of the server.';
const THIS_MACHINE = 'Changes the files of the CLI on your machine and asks no server.';
const NPM = 'Asks the npm registry, and no server of Commerce Layer.';
const OTHER_APPLICATIONS = 'For kinds of application that this server does not have.';

export const ABSENT = {
  '@commercelayer/sdk': {
    'organization.update': OPERATORS,
    'application.update': OPERATORS,
    'organization.event_stores': 'Only administrators change organizations; their commands are in the security log.',
    'customers.events': NO_CUSTOMER_EVENTS,
    'customers.customer_group': NO_SUCH_RESOURCE,
    'customers.customer_addresses': NO_SUCH_RESOURCE,
    'customers.customer_payment_sources': NO_SUCH_RESOURCE,
    'customers.customer_subscriptions': NO_SUCH_RESOURCE,
    'customers.orders': NO_SUCH_RESOURCE,
    'customers.order_subscriptions': NO_SUCH_RESOURCE,
    'customers.returns': NO_SUCH_RESOURCE,
    'customers.sku_lists': NO_SUCH_RESOURCE,
    'customers.attachments': NO_SUCH_RESOURCE,
    'customers.tags': NO_SUCH_RESOURCE,
    'customers._add_tags': NO_SUCH_RESOURCE,
    'customers._remove_tags': NO_SUCH_RESOURCE,
    'customers._request_anonymization': 'This server anonymizes nobody; delete the customer.',
    'customers._cancel_anonymization': 'This server anonymizes nobody.',
    'customers.jwt_customer': 'Tokens of this server carry no such claim.',
    'customers.jwt_markets': NO_SUCH_RESOURCE,
    'customers.jwt_stock_locations': NO_SUCH_RESOURCE,
  },
  '@commercelayer/sdk-utils': {
    cleanups: ANOTHER_RESOURCE,
    cleanupsToBatchTasks: ANOTHER_RESOURCE,
    executeCleanup: ANOTHER_RESOURCE,
    splitCleanup: ANOTHER_RESOURCE,
    exportz: ANOTHER_RESOURCE,
    exportsToBatchTasks: ANOTHER_RESOURCE,
    executeExport: ANOTHER_RESOURCE,
    splitExport: ANOTHER_RESOURCE,
    imports: ANOTHER_RESOURCE,
    importsToBatchTasks: ANOTHER_RESOURCE,
    executeImport: ANOTHER_RESOURCE,
    splitImport: ANOTHER_RESOURCE,
  },
  '@commercelayer/js-auth': {
    createAssertion: 'For the grant type jwt-bearer, which this server does not have.',
    getProvisioningApiBaseEndpoint: 'For the Provisioning API, which this server does not have.',
    jwtIsDashboard: OTHER_APPLICATIONS,
    jwtIsUser: OTHER_APPLICATIONS,
    jwtIsWebApp: OTHER_APPLICATIONS,
  },
  '@commercelayer/cli-plugin-resources': {
    resources: NO_REQUEST,
    'resources:args': NO_REQUEST,
    'resources:doc': NO_REQUEST,
    'resources:filters': NO_REQUEST,
    'resources:noc': NO_REQUEST,
    'resources:schema': 'Downloads the description of Commerce Layer’s API, not of this server.',
  },
  '@commercelayer/cli': {
    noc: NO_REQUEST,
    'applications:add': 'Like applications:login, without asking the server.',
    'applications:provisioning': 'For the Provisioning API, which this server does not have.',
    'applications:scope': 'This server has no markets to choose from.',
    'applications:switch': THIS_MACHINE,
    'cli:dir': NO_REQUEST,
    'cli:fig': NO_REQUEST,
    'cli:update': NPM,
    'cli:version': NO_REQUEST,
    'config:default': THIS_MACHINE,
    'config:del': THIS_MACHINE,
    'config:get': THIS_MACHINE,
    'config:set': THIS_MACHINE,
    'config:show': NO_REQUEST,
    'plugins:available': NPM,
    'plugins:latest': NPM,
  },
};
