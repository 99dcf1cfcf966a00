/**
 * The server's secret keys: RSA keys that sign access tokens, and keys that protect reset tokens in the database. There can
 * be several of each. The newest one signs or encrypts, and the others are still known.
 */
package org.passwordresets.key;
