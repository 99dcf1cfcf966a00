/**
 * The documentation at {@code /docs} and in the folder that {@code make docs} writes: the same pages, generated once from the
 * contract as plain HTML, which needs no JavaScript. Scripts add the search and the page Try it, with a viewer (Scalar) that
 * sends requests. The pages load nothing from another host, and work when they are opened as files.
 */
package org.passwordresets.docs;
