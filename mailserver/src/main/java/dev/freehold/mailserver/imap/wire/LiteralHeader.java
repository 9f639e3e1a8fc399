package dev.freehold.mailserver.imap.wire;

/**
 * What a client announces before a literal.
 *
 * @param bytes how long it says the literal is, 0 or more
 * @param isSynchronizing whether it waits for the server before it sends the literal
 * @param isBinary whether NUL may be in it (RFC 3516)
 */
record LiteralHeader(long bytes, boolean isSynchronizing, boolean isBinary) {}
