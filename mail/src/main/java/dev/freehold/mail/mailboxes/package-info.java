/**
 * Mailboxes and mail users, the names by which they are found, what administrators change of them,
 * and the folders in mailboxes.
 */
package dev.freehold.mail.mailboxes;
