package dev.freehold.mail.migration.imap;

import java.io.IOException;

/** The message that is being read is here already. */
public final class RecognisedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long sizeBytes;

  RecognisedException(long sizeBytes) {
    super("the message is here already");
    this.sizeBytes = sizeBytes;
  }

  /** How long it is. */
  public long sizeBytes() {
    return sizeBytes;
  }
}
