/** HTTP below the API's conventions: deadlines of connections, refused request heads, and CORS. */
package org.passwordresets.http;
