/** Which tenant gets the mail of a domain, and which mailbox that of an address. */
package dev.freehold.mail.domains;
