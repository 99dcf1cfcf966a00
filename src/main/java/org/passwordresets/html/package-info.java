/** HTML for the docs and the stub's page, from the templates in {@code resources/templates} and from Markdown. */
package org.passwordresets.html;
