/**
 * The documentation at {@code /docs} and in the folder that {@code make docs} writes: the same pages, generated once from the
 * contract. A viewer (Scalar) renders the operations. The other pages show what the viewer does not: every error code, the
 * filters, the configuration, differences from Commerce Layer, the history of the contract. The pages load nothing from
 * another host.
 */
package org.passwordresets.docs;
