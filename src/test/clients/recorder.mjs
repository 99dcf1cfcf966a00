// Records which features of a client the tests use, so that no feature goes untested unnoticed.
import { appendFileSync } from 'node:fs';

const noted = new Set();

export function record(name) {
  if (!noted.has(name)) {
    noted.add(name);
    appendFileSync(process.env.RECORD_FILE, `${process.env.CLIENT}\t${name}\n`);
  }
}

/** A resource of the SDK that records the methods called. */
export function recordMethods(name, resource) {
  return new Proxy(resource, {
    get(target, property) {
      const value = target[property];
      if (typeof value !== 'function' || typeof property !== 'string') {
        return value;
      }
      return (...values) => {
        record(`${name}.${property}`);
        return value.apply(target, values);
      };
    },
  });
}

/** A module that records the exports used. */
export function recordExports(module) {
  return new Proxy({ ...module }, {
    get(target, property) {
      if (typeof property === 'string' && property in target) {
        record(property);
      }
      return target[property];
    },
  });
}
