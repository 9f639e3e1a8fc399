package dev.freehold.custody.passkeys;

/**
 * A passkey that somebody may make.
 *
 * @param ticket to be shown with what was made, once
 * @param options for {@code navigator.credentials.create}, as JSON
 */
public record PasskeyOffer(String ticket, String options) {

  /** Never shows the ticket. */
  @Override
  public String toString() {
    return "PasskeyOffer[]";
  }
}
