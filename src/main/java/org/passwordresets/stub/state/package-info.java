/** The stateful stub, {@code make stub STATE=on}: it keeps what is created, changed and deleted, in memory. */
package org.passwordresets.stub.state;
