/**
 * An IMAP client that reads mailboxes from servers it does not trust. It has more than 30 files
 * because what counts and surveys folders speaks the client's own commands, which nobody else may.
 */
package dev.freehold.mail.migration.imap;
