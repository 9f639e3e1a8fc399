/**
 * The formats mail is kept in outside Freehold: mbox separators and quoting, Maildir names, header
 * dates. Small parsers without policy; each reads hostile input within a bound.
 */
package dev.freehold.mail.format;
