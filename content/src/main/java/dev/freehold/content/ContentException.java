package dev.freehold.content;

import dev.freehold.custody.faults.Fault;
import dev.freehold.custody.faults.NamesFault;
import java.util.Optional;

/**
 * The object store could not do what was asked. The message is safe to show: it states what was
 * expected and what to do, never content or keys.
 */
public final class ContentException extends RuntimeException implements NamesFault {

  private static final long serialVersionUID = 1L;

  private final ContentError error;

  /** States that {@code error} happened. */
  public ContentException(ContentError error, String message) {
    super(message);
    this.error = error;
  }

  /** States that {@code error} happened because of {@code cause}. */
  public ContentException(ContentError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public ContentError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }

  @Override
  public Optional<Fault> fault() {
    return switch (error) {
      case STORE_FAILED -> Optional.of(Fault.BLOB_STORE_DOWN);
      case STORE_FULL -> Optional.of(Fault.BLOB_STORE_FULL);
      case OBJECT_NOT_FOUND,
          OBJECT_CORRUPT,
          OBJECT_TOO_LARGE,
          OBJECT_LENGTH_MISMATCH,
          OBJECT_EXPIRED,
          BLOB_MISSING,
          BLOB_TOO_LARGE,
          STORE_READ_ONLY,
          STORE_DENIED,
          STORE_MISMATCH,
          RESCUE_NOT_AN_OBJECT,
          RESCUE_WRONG_BUNDLE,
          RESCUE_WRONG_KEY,
          RESCUE_FILE_FAILED ->
          Optional.empty();
    };
  }
}
