package dev.freehold.custody.lockbox;

/** What an access request is about; its number begins with the service's letters. */
public enum AccessService {
  /** A mailbox. */
  EXCHANGE("EXSR"),
  /** A site with its documents. */
  SHAREPOINT("SPSR");

  private final String prefix;

  AccessService(String prefix) {
    this.prefix = prefix;
  }

  /** The letters before the digits of a request's number. */
  public String prefix() {
    return prefix;
  }
}
