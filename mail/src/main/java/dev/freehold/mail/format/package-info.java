/**
 * The formats in which other programs keep mail: mbox separators and quoting, Maildir names, header
 * dates. Each parser is small, applies no policy and reads hostile input within a bound.
 */
package dev.freehold.mail.format;
