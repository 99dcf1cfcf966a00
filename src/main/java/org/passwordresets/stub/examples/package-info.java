/**
 * The stateless stub, {@code make stub}: responds with examples from the contract, or with values generated from its schemas.
 */
package org.passwordresets.stub.examples;
