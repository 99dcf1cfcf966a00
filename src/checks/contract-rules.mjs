// The style of the contract, as rules for Redocly's lint. openapi/.redocly.yaml lists them.
// Each rule follows $refs, and Redocly reports the file and line.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const SNAKE_CASE = /^_?[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const FAMILIES = ['page', 'sort', 'include', 'fields', 'filter'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const COMMON_ERRORS = {
  400: 'BadRequest',
  401: 'Unauthorized',
  406: 'NotAcceptable',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};
const RATE_LIMIT_HEADERS = ['X-Ratelimit-Limit', 'X-Ratelimit-Interval', 'X-Ratelimit-Remaining'];
/** JSON:API applies under this path. Other operations have their own bodies and errors. */
const JSON_API = '/api/';
const PLAIN_ERRORS_OF_BODIES = [400, 401, 413, 415, 500];
const ERRORS_OF_BODIES = { 409: 'Conflict', 413: 'PayloadTooLarge', 415: 'UnsupportedMediaType' };

/** The root is a route table: each path refers to the same path in the file of its resource. */
function RootHoldsReferences() {
  return {
    Root(root, { report, location }) {
      for (const [path, item] of Object.entries(root.paths ?? {})) {
        const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        if (!isReferenceTo(pointer, item.$ref) || Object.keys(item).length > 1) {
          report({
            message: `A path in the root must consist of a reference to the same path of a resource: $ref: <resource>.yaml${pointer}`,
            location: location.child(['paths', path]),
          });
        }
      }
      for (const kind of Object.keys(root.components ?? {})) {
        if (kind !== 'securitySchemes') {
          report({
            message: `The root cannot have ${kind}. Move them into the file of their resource or into shared.yaml.`,
            location: location.child(['components', kind]),
          });
        }
      }
    },
  };
}

/** Whether the reference leads to this pointer of another file. Editors and bundlers write {id} as %7Bid%7D. */
function isReferenceTo(pointer, reference = '') {
  try {
    return /^[^#]+\.(yaml|yml|json)#/.test(reference) && decodeURIComponent(reference).endsWith(`#${pointer.slice(1)}`);
  } catch {
    return false;
  }
}

/** Each operation has all common errors, each as a reference to the shared response or to one of its own in shared.yaml. */
function CommonErrors() {
  let path;
  return {
    PathItem: {
      enter(item, { key, rawNode, location, report, resolve }) {
        path = String(key);
        const check = path.startsWith(JSON_API) ? checkErrors : checkPlainErrors;
        for (const method of METHODS.filter((name) => item[name])) {
          check(method, item[method], location.child([method]), report, resolve);
        }
      },
    },
  };

  /** Errors outside JSON:API are in the file of their operation, so that they share one format. */
  function checkPlainErrors(method, operation, location, report, resolve) {
    const responses = operation.responses ?? {};
    for (const status of operation.requestBody ? PLAIN_ERRORS_OF_BODIES : []) {
      if (!responses[status]) {
        report({
          message: `${operation.operationId ?? method} has a request body, so it needs a response for '${status}'`,
          location: location.child(['responses']).key(),
        });
      }
    }
    for (const [status, response] of Object.entries(responses)) {
      const target = response.$ref && resolve(response).location;
      const isOwn = target && target.source.absoluteRef === location.source.absoluteRef && target.pointer.startsWith('#/responses/');
      if (/^[45]|default/.test(status) && !isOwn) {
        report({
          message: `An error outside ${JSON_API} must be a reference to a response in the same file: {$ref: '#/responses/…'}`,
          location: location.child(['responses', status]),
        });
      }
    }
  }

  function checkErrors(method, operation, location, report, resolve) {
    const responses = operation.responses ?? {};
    const expected = { ...COMMON_ERRORS };
    if (path.includes('{')) expected[404] = 'NotFound';
    if (method === 'post') expected[403] = 'ClientIdNotAllowed';
    if (operation.requestBody) Object.assign(expected, ERRORS_OF_BODIES);
    const isShared = (response, name) => {
      const target = response.$ref && resolve(response).location;
      return target && basename(target.source.absoluteRef) === 'shared.yaml' && target.pointer.startsWith(`#/responses/${name}`);
    };
    for (const [status, name] of Object.entries(expected)) {
      const reference = `shared.yaml#/responses/${name}`;
      if (!responses[status]) {
        report({
          message: `${operation.operationId ?? method} has no response for the common error '${status}'. Add {$ref: '${reference}'}`,
          location: location.child(['responses']).key(),
        });
      } else if (!isShared(responses[status], name)) {
        report({
          message: `The error ${status} must be the shared one: {$ref: '${reference}'}`,
          location: location.child(['responses', status]),
        });
      }
    }
    if (operation.requestBody && !responses[422]) {
      report({
        message: `${operation.operationId ?? method} has a request body, so it needs a response for '422'`,
        location: location.child(['responses']).key(),
      });
    }
    for (const [status, response] of Object.entries(responses)) {
      if (/^[45]|default/.test(status) && !isShared(response, '')) {
        report({
          message: `An error must be a reference to a response in shared.yaml`,
          location: location.child(['responses', status]),
        });
      }
    }
  }
}

/** Each response of JSON:API has the headers of the rate limit. */
function RateLimitHeaders() {
  let path;
  return {
    PathItem: {
      enter(item, { key }) {
        path = String(key);
      },
      Response(response, { report, location }) {
        const missing = RATE_LIMIT_HEADERS.filter((name) => !response.headers?.[name]);
        if (path.startsWith(JSON_API) && missing.length > 0) {
          report({ message: `A response must have the headers of shared.yaml#/headers: ${missing.join(', ')}`, location: location.child(['description']) });
        }
      },
    },
  };
}

/** Every body has named examples: requests, successes and errors. */
function NamedExamples() {
  return {
    MediaType(media, { report, location }) {
      if (media.example !== undefined) {
        report({ message: 'Examples must have names: use `examples`', location: location.child(['example']).key() });
      }
      if (Object.keys(media.examples ?? {}).length === 0) {
        report({ message: 'A body must have named examples: `examples` is missing or empty', location });
      }
    },
  };
}

/** A request example has the same name as its response example. */
function PairedExamples() {
  return {
    Operation(operation, { report, location, resolve }) {
      const body = resolve(operation.requestBody).node;
      if (!body) return;
      const paired = responseNames(operation, resolve);
      for (const [type, media] of Object.entries(body.content ?? {})) {
        for (const name of Object.keys(media.examples ?? {})) {
          if (!paired.has(name)) {
            report({
              message: `No response has an example with the name ${name} for this request`,
              location: location.child(['requestBody', 'content', type, 'examples', name]).key(),
            });
          }
        }
      }
    },
  };
}

function responseNames(operation, resolve, statuses = /./) {
  const names = new Set();
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (!statuses.test(status)) continue;
    for (const media of Object.values(resolve(response).node?.content ?? {})) {
      Object.keys(media.examples ?? {}).forEach((name) => names.add(name));
    }
  }
  return names;
}

/** Every example matches its schema, except the request examples of invalid requests. */
function ValidExamples() {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, verbose: false }));
  const validators = new Map();
  let refused = new Set();
  const check = (value, schema, location, context, absent = []) => {
    const { node, location: place } = context.resolve(schema);
    const key = `${place ? place.absolutePointer : JSON.stringify(schema)} ${absent}`;
    if (!validators.has(key)) {
      validators.set(key, compiled(standalone(node, place, context.resolve, absent), place ?? location, context));
    }
    const validate = validators.get(key);
    if (!validate || validate(value)) return;
    for (const error of validate.errors) {
      const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      const what = error.params.additionalProperty ?? error.params.missingProperty ?? error.params.allowedValues?.join(', ');
      context.report({
        message: `The example does not match its schema: ${error.instancePath || 'it'} ${error.message}${what ? ` (${what})` : ''}`,
        location: location.child(path),
      });
    }
  };
  function compiled(schema, location, { report }) {
    try {
      return ajv.compile(schema);
    } catch (error) {
      report({ message: `No example can be checked against this schema: ${error.message}`, location });
      return null;
    }
  }
  return {
    Operation: {
      enter(operation, { resolve }) {
        refused = operation.requestBody ? responseNames(operation, resolve, /^4/) : new Set();
      },
      RequestBody: {
        MediaType: (media, context) => checkMedia(media, context, (name) => !refused.has(name), ['readOnly']),
      },
      Response: {
        MediaType: (media, context) => checkMedia(media, context, () => true, ['writeOnly']),
        Header: (header, context) => checkOne(header, context),
      },
    },
    Parameter: (parameter, context) => checkOne(parameter, context),
    Schema: (schema, context) => checkOne(schema, context, { ...schema, example: undefined, default: undefined }),
  };

  function checkMedia(media, context, wanted, absent) {
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      const { node, location } = context.resolve(example);
      if (!wanted(name) || node?.value === undefined || !media.schema) continue;
      const place = location ?? context.location.child(['examples', name]);
      check(node.value, media.schema, place.child(['value']), context, absent);
    }
  }

  function checkOne(holder, context, schema = holder.schema) {
    for (const value of ['example', 'default']) {
      if (holder[value] !== undefined && schema) {
        check(holder[value], schema, context.location.child([value]), context);
      }
    }
  }
}

/**
 * The schema with its references resolved, and the parts of an allOf as one schema. In examples, objects that list their
 * properties have no others, and none that are absent on this side: readOnly in requests, writeOnly in responses.
 */
function standalone(schema, location, resolve, absent, above = []) {
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.$ref) {
    const target = resolve(schema, location?.source.absoluteRef);
    const address = target.location?.absolutePointer;
    // The contract's reader refuses recursion. Here it only must end.
    if (above.includes(address)) return {};
    return standalone(target.node, target.location, resolve, absent, [...above, address]);
  }
  const inner = (part) => standalone(part, location, resolve, absent, above);
  const copy = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'properties') {
      copy.properties = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inner(part)]));
    } else if (['oneOf', 'anyOf', 'allOf'].includes(name)) {
      copy[name] = value.map(inner);
    } else if (['items', 'not', 'additionalProperties'].includes(name)) {
      copy[name] = inner(value);
    } else if (!['example', 'default', 'description'].includes(name) && !name.startsWith('x-')) {
      copy[name] = value;
    }
  }
  return closed(exclusive(merged(copy)), absent);
}

/** OpenAPI 3.0 writes an exclusive limit as a boolean beside the limit, and Ajv as a number. */
function exclusive(schema) {
  for (const [limit, mark] of [['minimum', 'exclusiveMinimum'], ['maximum', 'exclusiveMaximum']]) {
    if (schema[mark] === true) {
      schema[mark] = schema[limit];
      delete schema[limit];
    } else if (schema[mark] === false) {
      delete schema[mark];
    }
  }
  return schema;
}

/** What stands beside the allOf decides about null, as its author intends. */
function merged({ allOf, ...own }) {
  const rest = [];
  for (const part of allOf ?? []) {
    for (const [name, value] of Object.entries(part)) {
      if (name === 'nullable' || (name === 'additionalProperties' && part.closedHere)) continue;
      if (own[name] === undefined) {
        own[name] = value;
      } else if (name === 'properties') {
        own.properties = { ...own.properties };
        for (const [key, property] of Object.entries(value)) {
          own.properties[key] = own.properties[key] ? { allOf: [own.properties[key], property] } : property;
        }
      } else if (name === 'required') {
        own.required = [...new Set([...own.required, ...value])];
      } else if (JSON.stringify(own[name]) !== JSON.stringify(value)) {
        rest.push({ [name]: value });
      }
    }
  }
  if (allOf?.length && own.nullable === undefined && allOf.every((part) => part.nullable || !part.type)) own.nullable = own.type ? true : undefined;
  if (own.nullable && own.enum && !own.enum.includes(null) && allOf) own.enum = [...own.enum, null];
  return rest.length > 0 ? { ...own, allOf: rest } : own;
}

function closed(schema, absent) {
  if (!schema.properties) return schema;
  const hidden = Object.keys(schema.properties).filter((name) => absent.some((mark) => schema.properties[name][mark]));
  const result = { ...schema };
  result.properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !hidden.includes(name)));
  if (schema.required) result.required = schema.required.filter((name) => !hidden.includes(name));
  if (result.additionalProperties === undefined) {
    result.additionalProperties = false;
    Object.defineProperty(result, 'closedHere', { value: true });
  }
  return result;
}

/** Every object has a name: it is defined once, under `schemas`, and referenced. */
function NoInlineObjects() {
  const parts = (schema) => [
    ...Object.entries(schema.properties ?? {}).map(([name, part]) => [part, ['properties', name]]),
    ...(schema.items ? [[schema.items, ['items']]] : []),
    ...(typeof schema.additionalProperties === 'object' ? [[schema.additionalProperties, ['additionalProperties']]] : []),
    ...['oneOf', 'anyOf'].flatMap((kind) => (schema[kind] ?? []).map((part, index) => [part, [kind, index]])),
  ];
  const message = 'An object must have a name: define it under `schemas` and refer to it with $ref';
  return {
    Schema(schema, { report, location }) {
      for (const [part, path] of parts(schema)) {
        if (isInlineObject(part)) report({ message, location: location.child(path) });
      }
    },
    MediaType(media, { report, location }) {
      if (media.schema && !media.schema.$ref) report({ message, location: location.child(['schema']) });
    },
  };
}

/** A nullable reference is written as `type: object` around an `allOf`, and needs no name. Neither does a map. */
function isInlineObject(schema) {
  return !schema.$ref && (schema.properties !== undefined || (schema.type === 'object' && !schema.allOf && typeof schema.additionalProperties !== 'object'));
}

/** Schemas, their properties, parameters and responses have a description. */
function EverythingDescribed() {
  const demand = (node, { report, location }) => {
    if (!node.description?.trim()) report({ message: 'A description is missing', location });
  };
  return {
    Schema(schema, { report, location }) {
      if (schema['x-resource-type'] && !schema.description) demand(schema, { report, location });
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (!property.$ref && !property.allOf && !property.items?.$ref) {
          demand(property, { report, location: location.child(['properties', name]) });
        }
      }
    },
    Parameter: demand,
    Header: demand,
  };
}

/** The generator cannot tell which parts of a resource `fields` thins out, nor which query parameters JSON:API defines. */
function MarkedForTheGenerator() {
  const marks = { attributes: 'x-sparse', relationships: 'x-relationships' };
  return {
    Schema(schema, { report, location, resolve }) {
      for (const [part, mark] of Object.entries(schema['x-resource-type'] ? marks : {})) {
        const property = schema.properties?.[part];
        if (property && !resolve(property).node?.[mark]) {
          report({ message: `The schema of these ${part} needs ${mark}: true`, location: location.child(['properties', part]).key() });
        }
      }
    },
    Parameter(parameter, { report, location }) {
      const family = String(parameter.name).split('[')[0];
      if (parameter.in === 'query' && !FAMILIES.includes(family) && /^[a-z]+$/.test(family)) {
        report({
          message: `JSON:API reserves query parameters of only letters. Write another name with a word more, such as reset_${family}, and x-implementation-specific: true`,
          location: location.child(['name']),
        });
        return;
      }
      if (parameter.in === 'query' && !FAMILIES.includes(family) && !parameter['x-implementation-specific']) {
        report({
          message: `${parameter.name} is no query parameter of JSON:API (${FAMILIES.join(', ')}), so it needs x-implementation-specific: true`,
          location: location.child(['name']),
        });
      }
    },
  };
}

/** The words of JSON:API's paths and of query parameters are in snake_case. Other paths have the names of their standards. */
function SnakeCaseNames() {
  const words = (name) => name.split(/[[\].]/).filter((word) => word !== '');
  return {
    Parameter(parameter, { report, location }) {
      if (parameter.in !== 'header' && !words(parameter.name ?? '').every((word) => SNAKE_CASE.test(word))) {
        report({ message: `${parameter.name} is not in snake_case`, location: location.child(['name']) });
      }
    },
    Root(root, { report, location }) {
      for (const path of Object.keys(root.paths ?? {}).filter((each) => each.startsWith(JSON_API))) {
        const segments = path.split('/').slice(1).map((segment) => segment.replace(/^\{(.*)\}$/, '$1'));
        if (!segments.every((segment) => SNAKE_CASE.test(segment))) {
          report({ message: `${path} is not in snake_case`, location: location.child(['paths', path]).key() });
        }
      }
    },
  };
}

/** Names of examples are in kebab-case, because people type them into a `Prefer` header. */
function KebabCaseExamples() {
  return {
    MediaType(media, { report, location }) {
      for (const name of Object.keys(media.examples ?? {})) {
        if (!KEBAB_CASE.test(name)) {
          report({ message: `${name} is not in kebab-case`, location: location.child(['examples', name]).key() });
        }
      }
    },
  };
}

/** An enumeration of error codes explains all of its codes and no others. */
function ExplainedCodes() {
  return {
    Schema(schema, { report, location }) {
      const codes = schema['x-codes'];
      if (!codes) return;
      const explained = codes.map((entry) => entry.code);
      for (const [index, code] of (schema.enum ?? []).entries()) {
        if (!explained.includes(code)) {
          report({ message: `x-codes does not explain ${code}`, location: location.child(['enum', index]) });
        }
      }
      codes.forEach((entry, index) => {
        const place = location.child(['x-codes', index]);
        if (!schema.enum?.includes(entry.code)) report({ message: `${entry.code} is not a code of the enum`, location: place });
        for (const member of ['status', 'title', 'cause', 'cure']) {
          if (!entry[member]) report({ message: `${entry.code} has no ${member}`, location: place });
        }
      });
    },
  };
}

/** The response of a create links to every operation on the new record. */
function LinkedCreates() {
  return {
    Root(root, { report, location, resolve }) {
      const items = Object.entries(root.paths ?? {}).map(([path, item]) => [path, resolve(item)]);
      for (const [path, { node, location: place }] of items) {
        const created = node?.post?.responses?.['201'];
        if (!created) continue;
        const linked = new Set(Object.values(created.links ?? {}).map((link) => resolve(link, place.source.absoluteRef).node?.operationId));
        const missing = items
          .filter(([other]) => other.startsWith(`${path}/{`))
          .flatMap(([, other]) => METHODS.map((method) => other.node?.[method]?.operationId))
          .filter((operation) => operation && !linked.has(operation));
        if (missing.length > 0) {
          report({
            message: `\`links\` lacks operations on the new record: ${missing.join(', ')}`,
            location: place.child(['post', 'responses', '201', ...(created.links ? ['links'] : [])]).key(),
          });
        }
      }
    },
  };
}

/** A link refers to an operation that exists, and has all parameters that its path needs and none that it does not have. */
function KnownLinks() {
  const operations = new Map();
  const links = [];
  let path;
  return {
    PathItem(item, { key }) {
      path = String(key);
    },
    Operation(operation, { resolve }) {
      const needed = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const others = (operation.parameters ?? []).map((parameter) => resolve(parameter).node?.name);
      operations.set(operation.operationId, { needed, taken: [...needed, ...others] });
    },
    Link(link, { location }) {
      links.push({ link, location });
    },
    Root: {
      leave(root, { report }) {
        for (const { link, location } of links) {
          const operation = operations.get(link.operationId);
          const given = Object.keys(link.parameters ?? {});
          if (!operation) {
            report({ message: `There is no operation ${link.operationId}`, location: location.child(['operationId']) });
          } else if (operation.needed.some((name) => !given.includes(name)) || given.some((name) => !operation.taken.includes(name))) {
            report({
              message: `${link.operationId} needs the parameters ${operation.needed.join(', ') || '(none)'}, but the link has ${given.join(', ') || '(none)'}`,
              location: location.child(['parameters']).key(),
            });
          }
        }
      },
    },
  };
}

/**
 * Each operation that needs an access token lists the kinds of applications that can use it, for every record or for
 * their own, and no other does. The security
 * scheme explains the kinds. Every operation of JSON:API needs an access token.
 */
function OperationRights() {
  let kinds = [];
  let bearers = [];
  let path;
  return {
    Root(root) {
      const schemes = Object.entries(root.components?.securitySchemes ?? {}).filter(([, scheme]) => scheme['x-application-kinds']);
      kinds = schemes.flatMap(([, scheme]) => Object.keys(scheme['x-application-kinds']));
      bearers = schemes.map(([name]) => name);
    },
    PathItem(item, { key }) {
      path = String(key);
    },
    Operation(operation, { report, location }) {
      const rights = operation['x-rights'];
      const needsToken = operation.security?.some((alternative) => bearers.some((name) => alternative[name])) ?? true;
      if (path.startsWith(JSON_API) && operation.security !== undefined) {
        report({
          message: `${operation.operationId} needs an access token like every operation under ${JSON_API}, so leave security out`,
          location: location.child(['security']).key(),
        });
      }
      if (!path.startsWith(JSON_API) && !needsToken) {
        if (rights !== undefined) {
          report({
            message: `${operation.operationId} needs no access token, so it cannot have x-rights`,
            location: location.child(['x-rights']).key(),
          });
        }
        return;
      }
      if (!Array.isArray(rights) || rights.length === 0) {
        report({ message: `x-rights must list the kinds of applications that can use ${operation.operationId}: ${kinds.join(', ')}`, location: location.key() });
        return;
      }
      const kindOf = (right) => String(right).replace(/:own$/, '');
      rights.forEach((right, index) => {
        const place = location.child(['x-rights', index]);
        if (!kinds.includes(kindOf(right))) {
          report({ message: `${right} is not a kind of application: ${kinds.join(', ')}`, location: place });
        } else if (kindOf(right) !== right && !path.endsWith('/{id}')) {
          report({ message: `${right} needs a path that ends with /{id}, the id of the record`, location: place });
        }
        if (rights.findIndex((other) => kindOf(other) === kindOf(right)) !== index) {
          report({ message: `x-rights lists ${kindOf(right)} twice`, location: place });
        }
      });
    },
  };
}

/** A step of a workflow calls an operation of the contract, whose files are in the same folder. */
function KnownOperations() {
  let operations;
  return {
    Root(root, { location }) {
      const directory = dirname(location.source.absoluteRef);
      const files = readdirSync(directory, { recursive: true }).filter((file) => file.endsWith('.yaml') && !file.endsWith('.arazzo.yaml'));
      const contract = files.map((file) => readFileSync(join(directory, file), 'utf8')).join('');
      operations = [...contract.matchAll(/^ +operationId: (\w+)$/gm)].map(([, name]) => name);
    },
    Step(step, { report, location }) {
      if (step.operationId && !operations.includes(step.operationId)) {
        report({ message: `There is no operation ${step.operationId}`, location: location.child(['operationId']) });
      }
    },
  };
}

/** What each of our own examples links to is served: a link to nowhere is copied from an example into a client. */
function ServedLinks() {
  let served = [];
  let servers = [];
  return {
    Root(root) {
      servers = (root.servers ?? []).map((server) => server.url.replace(/\/$/, ''));
      served = Object.keys(root.paths ?? {}).map((path) => new RegExp(`^${path.replace(/\{[^}]*\}/g, '[^/]+')}$`));
    },
    Response: {
      MediaType(media, context) {
        for (const [name, example] of Object.entries(media.examples ?? {})) {
          const { node, location } = context.resolve(example);
          if (node?.value === undefined) continue;
          check(node.value, (location ?? context.location.child(['examples', name])).child(['value']), context.report);
        }
      },
    },
  };

  function check(value, location, report) {
    if (value === null || typeof value !== 'object') return;
    for (const [name, member] of Object.entries(value)) {
      const place = location.child([Array.isArray(value) ? Number(name) : name]);
      if (name === 'links') checkLinks(member, place, report);
      check(member, place, report);
    }
  }

  function checkLinks(links, location, report) {
    for (const [name, address] of Object.entries(links ?? {})) {
      const server = servers.find((url) => String(address).startsWith(`${url}/`));
      const path = server && address.slice(server.length).split('?')[0];
      if (path && !served.some((pattern) => pattern.test(path))) {
        report({ message: `The contract has no path ${path}. Add it, or remove the link`, location: location.child([name]) });
      }
    }
  }
}

/** An attribute that a client may set to null can be null in the response. An empty object stands for null. */
function NullableResponses() {
  return {
    Operation(operation, { report, resolve }) {
      const written = attributes(operation.requestBody, resolve);
      const responses = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
      for (const [, response] of responses) {
        for (const [name, { node }] of Object.entries(attributes(response, resolve))) {
          const { node: asked, location } = written[name] ?? {};
          if (location && asked.nullable && !node.nullable && node.type !== 'object') {
            report({
              message: `${operation.operationId} accepts null for ${name}, but its response has no nullable: true there`,
              location: location.key(),
            });
          }
        }
      }
    },
  };
}

/** The attributes of the resource in a body, by name. */
function attributes(holder, resolve) {
  const body = resolve(holder ?? {});
  const media = Object.values(body.node?.content ?? {})[0];
  let part = media && follow(resolve, media.schema, body.location);
  for (const name of ['data', 'attributes']) {
    part = part && follow(resolve, part.node?.properties?.[name], part.location?.child(['properties', name]));
  }
  return properties(part, resolve);
}

/** The properties of a schema and of the parts of its allOf, by name. */
function properties(part, resolve) {
  const own = Object.entries(part?.node?.properties ?? {}).map(([name, schema]) => [
    name,
    follow(resolve, schema, part.location?.child(['properties', name])),
  ]);
  const ofParts = (part?.node?.allOf ?? []).flatMap((each, index) =>
    Object.entries(properties(follow(resolve, each, part.location?.child(['allOf', index])), resolve)),
  );
  return Object.fromEntries([...own, ...ofParts]);
}

/** What a schema is, and where: that of its reference, else its own. */
function follow(resolve, schema, location) {
  if (!schema) return undefined;
  if (!schema.$ref) return { node: schema.allOf?.length === 1 ? { ...follow(resolve, schema.allOf[0], location)?.node, ...schema } : schema, location };
  const target = resolve(schema, location?.source.absoluteRef);
  return { node: target.node, location: target.location };
}

/** A refusal shows the request that it refuses. Errors that all operations share have no request. */
function RefusedExamples() {
  return {
    Operation(operation, { report, resolve }) {
      const requests = Object.values(resolve(operation.requestBody).node?.content ?? {});
      const names = requests.flatMap((media) => Object.keys(media.examples ?? {}));
      const { node, location } = resolve(operation.responses?.[422] ?? {});
      if (node?.['x-shared']) return;
      for (const [type, media] of Object.entries(node?.content ?? {})) {
        for (const name of Object.keys(media.examples ?? {}).filter((each) => !names.includes(each))) {
          report({
            message: `${operation.operationId} has no request with the name ${name}. Add it to the examples of the request`,
            location: location.child(['content', type, 'examples', name]).key(),
          });
        }
      }
    },
  };
}

/** The changelog's first entry is the contract's version. */
function CurrentChangelog() {
  return {
    Root(root, { report, resolve }) {
      const { node, location } = resolve(root['x-changelog'] ?? {});
      const latest = node?.[0]?.version;
      if (location && latest !== root.info?.version) {
        report({
          message: `info.version is ${root.info?.version}, so the first entry must be about ${root.info?.version}, not ${latest}`,
          location: location.child(latest === undefined ? [] : [0, 'version']),
        });
      }
    },
  };
}

/** The description of `sort` names each attribute that can be sorted by, and no other. */
function SortableAttributes() {
  return {
    Operation(operation, { report, resolve }) {
      const { node: sort, location } = (operation.parameters ?? []).map((parameter) => resolve(parameter)).find(({ node }) => node?.name === 'sort') ?? {};
      const resource = listed(operation, resolve);
      if (!sort || !resource) return;
      const known = { id: resource.node.properties?.id, ...resource.attributes };
      const named = [...(sort.description ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word);
      const sortable = Object.keys(known).filter((name) => known[name]?.['x-sortable']);
      const missing = sortable.filter((name) => !named.includes(name));
      const wrong = named.filter((name) => known[name] && !sortable.includes(name));
      const faults = [
        ...(missing.length > 0 ? [`it does not name ${missing.join(', ')}`] : []),
        ...(wrong.length > 0 ? [`it names ${wrong.join(', ')}, which has no x-sortable`] : []),
      ];
      if (faults.length > 0 && location) {
        report({ message: `The description differs from what ${operation.operationId} can sort by: ${faults.join('; ')}`, location: location.child(['description']) });
      }
    },
  };

  function listed(operation, resolve) {
    const response = resolve(operation.responses?.[200] ?? {});
    const media = Object.values(response.node?.content ?? {})[0];
    const document = media && follow(resolve, media.schema, response.location);
    const data = follow(resolve, document?.node?.properties?.data, document?.location);
    const resource = follow(resolve, data?.node?.items, data?.location);
    const all = follow(resolve, resource?.node?.properties?.attributes, resource?.location);
    const attributes = Object.entries(properties(all, resolve)).map(([name, { node }]) => [name, node]);
    return resource && { node: resource.node, attributes: Object.fromEntries(attributes) };
  }
}

/** A deprecated operation says since when: its responses carry that in a Deprecation header. */
function DatedDeprecations() {
  return {
    Operation(operation, { report, location }) {
      const since = operation['x-deprecated-since'];
      if (operation.deprecated && !/^\d{4}-\d{2}-\d{2}$/.test(since ?? '')) {
        report({
          message: `${operation.operationId} is deprecated, so it needs x-deprecated-since: 'YYYY-MM-DD'`,
          location: location.child(['deprecated']).key(),
        });
      }
    },
  };
}

/** Parts that several operations use are visited once for each, and must be reported once. */
function once(rule) {
  return (...options) => {
    const reported = new Set();
    return wrapped(rule(...options));

    function wrapped(visitor) {
      if (typeof visitor === 'function') {
        return (node, context, ...rest) => visitor(node, { ...context, report: (problem) => report(problem, context) }, ...rest);
      }
      return Object.fromEntries(Object.entries(visitor).map(([type, each]) => [type, wrapped(each)]));
    }

    function report(problem, context) {
      const places = [problem.location ?? context.location].flat();
      const key = `${problem.message} ${places.map((place) => `${place.source.absoluteRef}${place.pointer}`)}`;
      if (!reported.has(key)) {
        reported.add(key);
        context.report(problem);
      }
    }
  };
}

function unique(rules) {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, once(rule)]));
}

export default function contractRules() {
  return {
    id: 'contract',
    rules: {
      oas3: unique({
        'root-holds-references': RootHoldsReferences,
        'marked-for-the-generator': MarkedForTheGenerator,
        'common-errors': CommonErrors,
        'rate-limit-headers': RateLimitHeaders,
        'named-examples': NamedExamples,
        'paired-examples': PairedExamples,
        'valid-examples': ValidExamples,
        'no-inline-objects': NoInlineObjects,
        'everything-described': EverythingDescribed,
        'snake-case-names': SnakeCaseNames,
        'kebab-case-examples': KebabCaseExamples,
        'explained-codes': ExplainedCodes,
        'linked-creates': LinkedCreates,
        'known-links': KnownLinks,
        'operation-rights': OperationRights,
        'served-links': ServedLinks,
        'nullable-responses': NullableResponses,
        'refused-examples': RefusedExamples,
        'current-changelog': CurrentChangelog,
        'sortable-attributes': SortableAttributes,
        'dated-deprecations': DatedDeprecations,
      }),
      arazzo1: {
        'known-operations': KnownOperations,
      },
    },
  };
}
