package dev.freehold.custody.reseal;

/**
 * Content cannot be sealed again now: the place where it is kept is full or fails, or somebody uses
 * it. It is tried again later; other owners go on meanwhile.
 */
public final class ResealException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * States why not.
   *
   * @param code a stable code
   * @param reason what is expected and what to do; safe to show
   */
  public ResealException(String code, String reason, Throwable cause) {
    super(reason, cause);
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }
}
