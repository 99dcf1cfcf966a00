/**
 * The validating proxy, {@code make proxy}: forwards to a server and reports where the client or the server violates the
 * contract.
 */
package org.passwordresets.stub.proxy;
