/** Batches of mailboxes whose mail is brought from IMAP servers elsewhere, and the job for them. */
package dev.freehold.mail.migration;
