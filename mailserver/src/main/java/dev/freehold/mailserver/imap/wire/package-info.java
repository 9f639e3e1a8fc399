/**
 * A client's socket: bytes in and out with their bounds and deadlines, TLS, compression, and how
 * commands with their literals are cut from the bytes.
 */
package dev.freehold.mailserver.imap.wire;
