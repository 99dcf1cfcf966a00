/** HTML from the templates in {@code resources/templates} and from Markdown: for the docs and the stub's page. */
package org.passwordresets.html;
