/**
 * Where clients get their tokens: the built-in issuer over HTTP, in the forms that the Azure
 * clients expect (key-vault reference, sections 1.6 and 1.7), on whatever listener it is reached.
 */
package dev.freehold.server.login;
