/**
 * The rules of password resets without any I/O: the server applies them in transactions, the stub in memory.
 *
 * <ul>
 *   <li>A token can be used once, and until it expires.
 *   <li>Completing a reset, or setting another password or email address of the customer, invalidates all the customer's
 *       other resets; so do too many wrong tokens for the one they were sent for.
 *   <li>The token is shown while it can be used, and to integrations only.
 * </ul>
 */
package org.passwordresets.policy;
