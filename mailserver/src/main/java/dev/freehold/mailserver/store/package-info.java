/**
 * The mailbox interfaces of Apache James over the sealed mailboxes. {@link
 * dev.freehold.mailserver.store.SealedMailboxes} gives what an IMAP server needs of them.
 *
 * <p>Whatever changes something is one SQL transaction in {@code mail}; the classes here translate.
 * James's own locks, spool files and copies of messages are not used.
 */
package dev.freehold.mailserver.store;
