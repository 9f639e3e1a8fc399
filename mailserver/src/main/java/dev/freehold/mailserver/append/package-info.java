/**
 * APPEND of one message, of several that are stored together or not at all (RFC 3502), and of
 * messages with binary content (RFC 3516).
 */
package dev.freehold.mailserver.append;
