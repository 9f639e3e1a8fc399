package dev.freehold.mail.folders;

/**
 * A folder that has another name here than at its source.
 *
 * @param there its names at the source, with {@code /} between them
 * @param here its path here
 */
public record RenamedFolder(String there, String here) {}
