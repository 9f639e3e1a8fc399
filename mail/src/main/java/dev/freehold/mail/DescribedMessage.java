package dev.freehold.mail;

/**
 * A message with what its mailbox key had to be opened for.
 *
 * @param message what SQL knows of it
 * @param sha256 of its bytes: 64 lower-case hexadecimal digits
 * @param properties what came with it
 */
public record DescribedMessage(
    StoredMessage message, String sha256, MessageProperties properties) {}
