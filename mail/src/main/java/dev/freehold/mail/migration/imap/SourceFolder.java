package dev.freehold.mail.migration.imap;

/**
 * A folder at a source.
 *
 * @param name as the server writes it, one character for each byte
 * @param path its path here, which no other folder of the source has
 */
public record SourceFolder(String name, String path) {}
