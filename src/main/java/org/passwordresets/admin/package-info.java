/**
 * The command line of administrators: {@code java -jar … admin}. Each command is a class with {@link
 * org.passwordresets.admin.Action}; it opens the server's beans without the server, does one thing and says so in one line.
 */
package org.passwordresets.admin;
