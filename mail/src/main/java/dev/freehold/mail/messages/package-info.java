/**
 * Messages: appending, reading and changing them, and everything that is sealed of them in SQL. The
 * scrub, sealing again and the end of purged mailboxes work on the same rows.
 */
package dev.freehold.mail.messages;
