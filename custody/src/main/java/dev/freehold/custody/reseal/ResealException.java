package dev.freehold.custody.reseal;

/**
 * Content cannot be resealed now: its store is full or fails, or somebody is using it. It is tried
 * again later; other owners' content is resealed meanwhile.
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
