package dev.freehold.mail.transfer;

import dev.freehold.mail.folders.RenamedFolder;
import java.util.List;
import java.util.Optional;

/**
 * The result of an import or export.
 *
 * @param messages messages that were transferred, those that were there already included
 * @param bytes their bytes
 * @param alreadyThere how many of them an earlier run had stored
 * @param skippedFiles files of the source whose name is not that of a mail file
 * @param deleted messages of the source that were deleted there, and are left out
 * @param failureCount how many were not transferred
 * @param failures the first {@link dev.freehold.mail.MailLimits#MAX_REPORTED_FAILURES} of those
 * @param stopped why it ended before its end; empty if it did not
 * @param renamed folders that have another name here than in the source
 * @param sha256 SHA-256 over the sorted SHA-256 values of all messages, as {@code sort | tr -d '\n'
 *     | xxd -r -p | sha256sum} over their hexadecimal lines would give; equal for an import and an
 *     export if and only if the messages are equal, whatever their order
 */
public record TransferSummary(
    long messages,
    long bytes,
    long alreadyThere,
    long skippedFiles,
    long deleted,
    long failureCount,
    List<TransferFailure> failures,
    Optional<TransferStop> stopped,
    List<RenamedFolder> renamed,
    String sha256) {}
