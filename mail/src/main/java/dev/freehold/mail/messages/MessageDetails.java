package dev.freehold.mail.messages;

/**
 * The sealed details of a message.
 *
 * @param sha256 of its bytes: 64 lower-case hexadecimal digits
 * @param properties what came with it
 */
public record MessageDetails(String sha256, MessageProperties properties) {}
