/** The validating proxy, {@code make proxy}: it forwards to a server, and reports where either side departs from the contract. */
package org.passwordresets.stub.proxy;
