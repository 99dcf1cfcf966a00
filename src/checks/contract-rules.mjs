// The style of the contract, as rules for Redocly's lint. openapi/.redocly.yaml lists them.
// Each rule follows $refs, and Redocly reports the file and line.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
const ERRORS_OF_BODIES = { 409: 'Conflict', 413: 'PayloadTooLarge', 415: 'UnsupportedMediaType' };

/** The root is a route table: each path refers to the same path in the file of its resource. */
function RootHoldsReferences() {
  return {
    Root(root, { report, location }) {
      for (const [path, item] of Object.entries(root.paths ?? {})) {
        const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        if (!item.$ref?.endsWith(`.yaml${pointer}`) || Object.keys(item).length > 1) {
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

/** Each operation has all common errors, each as a reference to the shared response or to one of its own in shared.yaml. */
function CommonErrors() {
  let path;
  return {
    PathItem: {
      enter(item, { key, rawNode, location, report, resolve }) {
        path = String(key);
        for (const method of METHODS.filter((name) => item[name])) {
          checkErrors(method, item[method], location.child([method]), report);
        }
      },
    },
  };

  function checkErrors(method, operation, location, report) {
    const responses = operation.responses ?? {};
    const expected = { ...COMMON_ERRORS };
    if (path.includes('{')) expected[404] = 'NotFound';
    if (method === 'post') expected[403] = 'ClientIdNotAllowed';
    if (operation.requestBody) Object.assign(expected, ERRORS_OF_BODIES);
    for (const [status, name] of Object.entries(expected)) {
      const reference = `shared.yaml#/responses/${name}`;
      if (!responses[status]) {
        report({
          message: `${operation.operationId ?? method} has no response for the common error '${status}'. Add {$ref: '${reference}'}`,
          location: location.child(['responses']).key(),
        });
      } else if (responses[status].$ref !== reference) {
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
      if (/^[45]/.test(status) && !response.$ref?.startsWith('shared.yaml#/responses/')) {
        report({
          message: `An error must be a reference to a response in shared.yaml`,
          location: location.child(['responses', status]),
        });
      }
    }
  }
}

/** Each response has the headers of the rate limit. */
function RateLimitHeaders() {
  return {
    Response(response, { report, location }) {
      const missing = RATE_LIMIT_HEADERS.filter((name) => !response.headers?.[name]);
      if (missing.length > 0) {
        report({ message: `A response must have the headers of shared.yaml#/headers: ${missing.join(', ')}`, location: location.child(['description']) });
      }
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
function AnsweredExamples() {
  return {
    Operation(operation, { report, location, resolve }) {
      const body = resolve(operation.requestBody).node;
      if (!body) return;
      const answers = answerNames(operation, resolve);
      for (const [type, media] of Object.entries(body.content ?? {})) {
        for (const name of Object.keys(media.examples ?? {})) {
          if (!answers.has(name)) {
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

function answerNames(operation, resolve, statuses = /./) {
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
  const check = (value, schema, location, context) => {
    const { node, location: place } = context.resolve(schema);
    const key = place ? place.absolutePointer : JSON.stringify(schema);
    if (!validators.has(key)) {
      validators.set(key, compiled(standalone(node, place, context.resolve)));
    }
    const validate = validators.get(key);
    if (!validate || validate(value)) return;
    for (const error of validate.errors) {
      const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      const what = error.params.additionalProperty ?? error.params.missingProperty;
      context.report({
        message: `The example does not match its schema: ${error.instancePath || 'it'} ${error.message}${what ? ` (${what})` : ''}`,
        location: location.child(path),
      });
    }
  };
  /** The rule `struct` reports invalid schemas. */
  function compiled(schema) {
    try {
      return ajv.compile(schema);
    } catch {
      return null;
    }
  }
  return {
    Operation: {
      enter(operation, { resolve }) {
        refused = operation.requestBody ? answerNames(operation, resolve, /^4/) : new Set();
      },
      RequestBody: {
        MediaType: (media, context) => checkMedia(media, context, (name) => !refused.has(name)),
      },
      Response: {
        MediaType: (media, context) => checkMedia(media, context, () => true),
        Header: (header, context) => checkOne(header, context),
      },
    },
    Parameter: (parameter, context) => checkOne(parameter, context),
    Schema: (schema, context) => checkOne(schema, context, { ...schema, example: undefined }),
  };

  function checkMedia(media, context, wanted) {
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      const { node, location } = context.resolve(example);
      if (!wanted(name) || node?.value === undefined || !media.schema) continue;
      const place = location ?? context.location.child(['examples', name]);
      check(node.value, media.schema, place.child(['value']), context);
    }
  }

  function checkOne(holder, context, schema = holder.schema) {
    if (holder.example !== undefined && schema) {
      check(holder.example, schema, context.location.child(['example']), context);
    }
  }
}

/** The schema with its references resolved. In examples, objects that list their properties have no others. */
function standalone(schema, location, resolve) {
  if (Array.isArray(schema)) return schema.map((part) => standalone(part, location, resolve));
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.$ref) {
    const target = resolve(schema, location?.source.absoluteRef);
    return standalone(target.node, target.location, resolve);
  }
  const copy = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'properties') {
      copy.properties = Object.fromEntries(
        Object.entries(value).map(([key, part]) => [key, standalone(part, location, resolve)]),
      );
    } else if (!['example', 'enum', 'default', 'description'].includes(name) && !name.startsWith('x-')) {
      copy[name] = standalone(value, location, resolve);
    } else if (name === 'enum') {
      copy.enum = value;
    }
  }
  if (copy.properties && copy.additionalProperties === undefined) copy.additionalProperties = false;
  return copy;
}

/** Every object has a name: it is defined once, under `schemas`, and referenced. */
function NoInlineObjects() {
  const parts = (schema) => [
    ...Object.entries(schema.properties ?? {}).map(([name, part]) => [part, ['properties', name]]),
    ...(schema.items ? [[schema.items, ['items']]] : []),
    ...(typeof schema.additionalProperties === 'object' ? [[schema.additionalProperties, ['additionalProperties']]] : []),
    ...['allOf', 'oneOf', 'anyOf'].flatMap((kind) => (schema[kind] ?? []).map((part, index) => [part, [kind, index]])),
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

/** A nullable reference is written as `type: object` around an `allOf`, and needs no name. */
function isInlineObject(schema) {
  return !schema.$ref && (schema.properties !== undefined || (schema.type === 'object' && !schema.allOf));
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
      if (parameter.in === 'query' && !FAMILIES.includes(family) && !parameter['x-implementation-specific']) {
        report({
          message: `${parameter.name} is no query parameter of JSON:API (${FAMILIES.join(', ')}), so it needs x-implementation-specific: true`,
          location: location.child(['name']),
        });
      }
    },
  };
}

/** Attributes, and the words of paths and query parameters, are in snake_case. */
function SnakeCaseNames() {
  const words = (name) => name.split(/[[\].]/).filter((word) => word !== '');
  return {
    Schema(schema, { report, location }) {
      for (const name of Object.keys(schema.properties ?? {})) {
        if (!SNAKE_CASE.test(name)) {
          report({ message: `${name} is not in snake_case`, location: location.child(['properties', name]).key() });
        }
      }
    },
    Parameter(parameter, { report, location }) {
      if (parameter.in !== 'header' && !words(parameter.name ?? '').every((word) => SNAKE_CASE.test(word))) {
        report({ message: `${parameter.name} is not in snake_case`, location: location.child(['name']) });
      }
    },
    Root(root, { report, location }) {
      for (const path of Object.keys(root.paths ?? {})) {
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

/** Each operation lists the kinds of applications that can use it. The security scheme explains the kinds. */
function OperationRights() {
  let kinds = [];
  return {
    Root(root) {
      kinds = Object.values(root.components?.securitySchemes ?? {}).flatMap((scheme) => Object.keys(scheme['x-application-kinds'] ?? {}));
    },
    Operation(operation, { report, location }) {
      const rights = operation['x-rights'];
      if (!Array.isArray(rights) || rights.length === 0) {
        report({ message: `x-rights must list the kinds of applications that can use ${operation.operationId}: ${kinds.join(', ')}`, location: location.key() });
        return;
      }
      rights.forEach((kind, index) => {
        if (!kinds.includes(kind)) {
          report({ message: `${kind} is not a kind of application: ${kinds.join(', ')}`, location: location.child(['x-rights', index]) });
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
      const files = readdirSync(directory).filter((file) => file.endsWith('.yaml') && !file.endsWith('.arazzo.yaml'));
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

export default function contractRules() {
  return {
    id: 'contract',
    rules: {
      oas3: {
        'root-holds-references': RootHoldsReferences,
        'marked-for-the-generator': MarkedForTheGenerator,
        'common-errors': CommonErrors,
        'rate-limit-headers': RateLimitHeaders,
        'named-examples': NamedExamples,
        'answered-examples': AnsweredExamples,
        'valid-examples': ValidExamples,
        'no-inline-objects': NoInlineObjects,
        'everything-described': EverythingDescribed,
        'snake-case-names': SnakeCaseNames,
        'kebab-case-examples': KebabCaseExamples,
        'explained-codes': ExplainedCodes,
        'linked-creates': LinkedCreates,
        'known-links': KnownLinks,
        'operation-rights': OperationRights,
      },
      arazzo1: {
        'known-operations': KnownOperations,
      },
    },
  };
}
