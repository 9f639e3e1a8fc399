package dev.freehold.web;

/**
 * The ways in which a listener, its certificates or its files can fail when a program starts them.
 */
public enum WebError {
  /** A file with a secret cannot be read, written or trusted. */
  SECRET_FILE("secret-file"),
  /** A certificate or the local certificate authority cannot be made, opened or used. */
  AUTHORITY("certificate-authority"),
  /** The address cannot be listened on: it is taken, or not this machine's. */
  ADDRESS_UNUSABLE("address-unusable"),
  /** The listener cannot be started or stopped. */
  LISTEN("listener-failed"),
  /** A name is not allowed. */
  INVALID("server-name-invalid"),
  /** The platform lacks an algorithm that every supported Java has. */
  PLATFORM("platform-unsuitable");

  private final String code;

  WebError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }
}
