/**
 * What consumers rely on, read from their pacts (specification 1 to 4): a pact contains the requests of one consumer and the
 * responses that it needs. Compared with the contract, the pacts show which parts are used, by whom, and which are not.
 */
package org.passwordresets.pact;
