/**
 * People read their sealed mailboxes with the mail programs they have: IMAP and LMTP over {@code
 * dev.freehold.mail}. The protocols are those of Apache James; this module is the only one that
 * knows its types.
 */
package dev.freehold.mailserver;
