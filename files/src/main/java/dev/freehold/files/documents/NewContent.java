package dev.freehold.files.documents;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Content that is to be stored.
 *
 * @param stream its bytes, read to the end; the caller closes it
 * @param sizeBytes the length that was announced, if any; the content must have exactly that
 * @param md5 the MD5 that it must have, 32 lower-case hexadecimal digits, if the client sent one
 * @param atEnd checks, when all has come, whether it may still be stored: that may be hours later.
 *     Runs before each attempt to register it. What it throws, storing throws; after a {@link
 *     dev.freehold.files.FilesException} nothing is kept, after others a sweeper removes the rest
 */
public record NewContent(
    InputStream stream, OptionalLong sizeBytes, Optional<String> md5, Runnable atEnd) {

  /** Content that may be stored whatever changes while it comes. */
  public NewContent(InputStream stream, OptionalLong sizeBytes, Optional<String> md5) {
    this(stream, sizeBytes, md5, () -> {});
  }
}
