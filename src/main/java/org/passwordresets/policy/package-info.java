/**
 * The rules of password resets, without I/O: the server applies them in transactions, the stub in memory.
 *
 * <ul>
 *   <li>A token can be used once, until it expires.
 *   <li>When a reset is completed, or the customer's password or email address changes, all other resets of the customer are
 *       invalidated. Too many wrong tokens invalidate the reset that they were sent for.
 *   <li>Only integrations see the token, and only while it is active.
 * </ul>
 */
package org.passwordresets.policy;
