/**
 * The legal documents of a purge: the one that authorises it (makes it, signs it here or accepts it
 * signed outside, and verifies it), the statements of operators, and the pages of the receipt.
 *
 * <p>It has more than 30 files because the signature is checked by many rules of one file each, and
 * all documents share how pages are laid out and tagged.
 */
package dev.freehold.server.document;
