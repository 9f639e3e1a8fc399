/** Mail that is brought from IMAP servers elsewhere into mailboxes here. */
package dev.freehold.mail.migration;
