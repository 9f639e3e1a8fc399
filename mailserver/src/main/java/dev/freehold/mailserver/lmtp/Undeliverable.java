package dev.freehold.mailserver.lmtp;

/**
 * A message is not stored for one recipient. The text is safe to show to any sender: it names no
 * tenant, policy or key.
 */
public final class Undeliverable extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final String enhancedCode;

  private Undeliverable(boolean permanent, String enhancedCode, String message, Throwable cause) {
    super(message, cause);
    this.permanent = permanent;
    this.enhancedCode = enhancedCode;
  }

  /**
   * It never will be: the sender gets it back.
   *
   * @param subject the last two parts of the code of RFC 3463, such as {@code 1.1}
   */
  public static Undeliverable forGood(String subject, String message) {
    return new Undeliverable(true, "5." + subject, message, null);
  }

  /** Not now: the transfer agent keeps it and tries again. */
  public static Undeliverable forNow(String subject, String message, Throwable cause) {
    return new Undeliverable(false, "4." + subject, message, cause);
  }

  /** Whether the transfer agent should give up. */
  public boolean isPermanent() {
    return permanent;
  }

  /** The code of RFC 3463. */
  public String enhancedCode() {
    return enhancedCode;
  }
}
