/**
 * The stub for a third-party document: any JSON:API document in OpenAPI 3.0. Its paths, types, parameters and security are
 * its own, so nothing of this server applies to it. Operations of other media types, such as a token endpoint, are served from
 * their schemas and examples too.
 */
package org.passwordresets.stub.foreign;
