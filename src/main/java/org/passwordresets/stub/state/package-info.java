/** The stateful stub, {@code make stub STATE=on}: keeps what you create, change and delete, in memory. */
package org.passwordresets.stub.state;
