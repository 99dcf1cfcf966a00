// Where the server under test is. The clients have Commerce Layer's hosts built in, so only path and query are theirs.
const send = globalThis.fetch;

/** The same request to the server under test, whatever its host was. */
export function toServer(address, options) {
  const { pathname, search } = new URL(address);
  return send(new URL(pathname + search, process.env.SERVER_URL), options);
}
