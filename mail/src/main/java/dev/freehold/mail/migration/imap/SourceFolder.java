package dev.freehold.mail.migration.imap;

/**
 * A folder at a source.
 *
 * @param name as the server writes it: bytes are characters
 * @param path what it becomes here, adapted; may still be too long or too deep
 */
public record SourceFolder(String name, String path) {}
