/**
 * The IMAP listener: how commands are cut from the bytes that come, TLS, sign-in, limits, what is
 * announced, and what a failure is called. Each connection has a virtual thread, which reads a
 * command, runs it and writes the answers itself; so a client that does not read holds up nothing
 * but its own connection, and nothing is queued for it.
 */
package dev.freehold.mailserver.imap;
