/**
 * Import and export of mail, over {@link dev.freehold.mail.transfer.MailSink} and {@link
 * dev.freehold.mail.transfer.MailSource}: directly with the store, or over HTTPS from a command
 * line.
 *
 * <p>This package has more than 30 files because import and export are two directions of one thing:
 * they share the gate that ends them, the tally and the content on its way, which nobody else sees.
 */
package dev.freehold.mail.transfer;
