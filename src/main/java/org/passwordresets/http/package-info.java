/**
 * HTTP itself, below the API's conventions: how long a connection may take, which request heads are refused before anything
 * looks at them, and which browser pages may call the server.
 */
package org.passwordresets.http;
