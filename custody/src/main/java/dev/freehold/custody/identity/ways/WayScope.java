package dev.freehold.custody.identity.ways;

/** What somebody can reach by a way in, as far as their roles allow it. */
public enum WayScope {
  /** Tokens for every resource. */
  EVERYTHING("everything"),
  /** Files through S3. */
  FILES("files"),
  /** The owner's mailbox, with mail programs. */
  MAIL("mail");

  private final String word;

  WayScope(String word) {
    this.word = word;
  }

  /** The word for it in the API. */
  public String word() {
    return word;
  }
}
