package dev.freehold.content.store;

/** Receives what an inspection finds. It gets ids and codes only, never a name or content. */
public interface InspectionLog {

  /**
   * Something is not as it was stored.
   *
   * @param owner whose it is, as far as the rows say
   * @param code what is wrong, a stable word
   * @param subject which row or object, by its ids, at most 128 characters
   */
  void found(ContentOwner owner, String code, String subject);

  /**
   * Something could not be looked at.
   *
   * @param code why, such as the reason that a key was not given
   */
  void unchecked(ContentOwner owner, String code, String subject);

  /** One more row was looked at, and {@code bytes} of content read. */
  void checked(long bytes);

  /** An object's row was written before bindings existed, and has none yet. */
  void unbound();

  /**
   * The row of a mailbox or site is not there. Nothing is wrong if it was deleted after it had been
   * listed. Outside of transactions.
   */
  default void missing(ContentOwner owner, String code, String subject) {
    found(owner, code, subject);
  }
}
