/**
 * The mailbox interfaces of Apache James over the sealed mailboxes. {@link
 * dev.freehold.mailserver.store.SealedMailboxes} gives what an IMAP server needs of them.
 *
 * <p>Whatever changes something is one SQL transaction in {@code mail}; the classes here translate.
 * James's own locks, spool files and copies of messages are not used.
 *
 * <p>This package has more than 30 files because James asks for a dozen interfaces that work on the
 * same folders and messages; cut apart, what they share would be public.
 */
package dev.freehold.mailserver.store;
