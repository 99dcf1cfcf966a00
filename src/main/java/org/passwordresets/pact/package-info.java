/**
 * What consumers rely on, read from their pacts (specification 1 to 4): a pact is what one consumer sends, and what it needs of
 * the answers. Held against the contract, the pacts tell which of its parts are used, by whom, and which by nobody.
 */
package org.passwordresets.pact;
