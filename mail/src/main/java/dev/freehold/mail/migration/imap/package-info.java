/** An IMAP client that reads mailboxes of servers that are not trusted. */
package dev.freehold.mail.migration.imap;
