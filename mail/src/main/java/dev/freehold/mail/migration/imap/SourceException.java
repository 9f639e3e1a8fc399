package dev.freehold.mail.migration.imap;

import java.io.IOException;

/** A source failed. The message never repeats what the server said. */
public final class SourceException extends IOException {

  private static final long serialVersionUID = 1L;

  private final SourceError error;

  /** A failure of this kind. */
  public SourceException(SourceError error) {
    super(error.meaning());
    this.error = error;
  }

  SourceException(SourceError error, Throwable cause) {
    super(error.meaning(), cause);
    this.error = error;
  }

  /** The kind of failure. */
  public SourceError error() {
    return error;
  }
}
