/** Mailboxes, folders and messages, sealed under mailbox keys; import and export. */
package dev.freehold.mail;

import dev.freehold.mail.mailboxes.Mailboxes;
