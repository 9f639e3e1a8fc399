/** An IMAP client that reads mailboxes from servers it does not trust. */
package dev.freehold.mail.migration.imap;
