package dev.freehold.files.parts;

import dev.freehold.files.FilesLimits;
import java.time.Instant;

/**
 * A part of an upload.
 *
 * @param number its number, 1 to {@link FilesLimits#MAX_PART_NUMBER}
 * @param sizeBytes its length
 * @param etag the MD5 of its content in hexadecimal digits
 * @param modifiedAt when it arrived
 */
public record UploadedPart(int number, long sizeBytes, String etag, Instant modifiedAt) {}
