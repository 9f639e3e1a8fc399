package dev.freehold.mail.migration.imap;

/**
 * A folder at a source.
 *
 * @param name as the server writes it, one character for each byte; of one that cannot be opened,
 *     as much of it as can be kept
 * @param path its path here, which no other folder of the source has
 * @param canBeOpened whether the server can be asked for it by its name
 */
public record SourceFolder(String name, String path, boolean canBeOpened) {}
