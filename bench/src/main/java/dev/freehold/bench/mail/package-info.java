/** Delivery and reading of mail: the product beside Dovecot, plain and with its own encryption. */
package dev.freehold.bench.mail;
