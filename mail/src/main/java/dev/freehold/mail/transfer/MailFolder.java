package dev.freehold.mail.transfer;

/**
 * A folder to export.
 *
 * @param path its path, with {@code /} between names
 * @param messageCount how many messages it holds
 * @param totalBytes their bytes
 */
public record MailFolder(String path, long messageCount, long totalBytes) {}
