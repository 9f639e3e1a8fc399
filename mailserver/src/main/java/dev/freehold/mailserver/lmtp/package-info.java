/**
 * Delivery by LMTP (RFC 2033): a mail transfer agent hands over messages and hears, recipient by
 * recipient, whether each is stored. A message goes from the connection straight to the sealers of
 * its recipients; no file and no buffer ever holds the whole of it.
 */
package dev.freehold.mailserver.lmtp;
