// For clients that let nobody choose where they send their requests: loaded first, it sends all of them to the server
// under test, so that none leaves the machine.
import { toServer } from './address.mjs';

globalThis.fetch = toServer;
