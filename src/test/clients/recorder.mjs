// Notes what of a client the tests have used, so that nothing of it can be left out unnoticed.
import { appendFileSync } from 'node:fs';

const noted = new Set();

export function record(name) {
  if (!noted.has(name)) {
    noted.add(name);
    appendFileSync(process.env.RECORD_FILE, `${process.env.CLIENT}\t${name}\n`);
  }
}

/** A resource of the SDK whose methods are noted as they are called. */
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

/** A module whose exports are noted as they are used. */
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
