/**
 * The documentation at {@code /docs}, and the folder that {@code make docs} writes: the same pages, made from the contract
 * once. A viewer (Scalar) draws the operations; the pages beside it show what a viewer does not know of: every error code,
 * the filters, the configuration, what differs from Commerce Layer, the contract's history. Nothing in them is loaded from
 * another host.
 */
package org.passwordresets.docs;
