/**
 * Import and export of mail, over {@link dev.freehold.mail.transfer.MailSink} and {@link
 * dev.freehold.mail.transfer.MailSource}: directly with the store, or over HTTPS from a command
 * line.
 */
package dev.freehold.mail.transfer;
