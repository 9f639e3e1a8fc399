package dev.freehold.mail.transfer;

import java.nio.file.Path;

/**
 * Where a message was written.
 *
 * @param file the file
 * @param sizeBytes how many bytes the message had
 * @param sha256 of those bytes
 * @param lineEndAdded true if an mbox needed a line end that the message does not have
 */
record ExportEntry(Path file, long sizeBytes, String sha256, boolean lineEndAdded) {}
