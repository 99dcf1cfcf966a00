/** The stateless stub, {@code make stub}: each response is an example of the contract, or made up from its schema. */
package org.passwordresets.stub.examples;
