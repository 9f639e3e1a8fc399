/** What clients are told: refusals in the codes of RFC 5530, and where failures are noted. */
package dev.freehold.mailserver.imap.answers;
