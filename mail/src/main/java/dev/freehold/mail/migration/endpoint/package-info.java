/** What an endpoint says of its server: how to sign in there, and which certificate to trust. */
package dev.freehold.mail.migration.endpoint;
