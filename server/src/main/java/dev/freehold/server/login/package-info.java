/**
 * The token endpoint: the built-in issuer over HTTP, in the forms that the Azure clients expect, on
 * every listener that offers it, and the pages where people sign in.
 *
 * <p>This package has more than 30 files because each page has its words, its forms and its steps
 * apart, and all of them share the parts of forms.
 */
package dev.freehold.server.login;
