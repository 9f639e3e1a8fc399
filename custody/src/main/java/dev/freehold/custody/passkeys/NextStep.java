package dev.freehold.custody.passkeys;

import java.util.Optional;

/** What is asked of somebody who has shown the password. */
public sealed interface NextStep {

  /** Nothing more. */
  record Nothing() implements NextStep {}

  /**
   * A passkey or a recovery code.
   *
   * @param ticket to be shown with the answer, once
   * @param options for {@code navigator.credentials.get}, as JSON; empty if the person has no
   *     passkey for this page
   */
  record Proof(String ticket, Optional<String> options) implements NextStep {}

  /**
   * To make a passkey: the person has no second factor, and the tenant requires one.
   *
   * @param ticket to be shown with the answer, once
   * @param options for {@code navigator.credentials.create}, as JSON; empty if no passkey can be
   *     made on this page
   */
  record Registration(String ticket, Optional<String> options) implements NextStep {}

  /**
   * To go on, after having read the codes.
   *
   * @param ticket to be shown next
   * @param codes shown this once
   */
  record Codes(String ticket, NewRecoveryCodes codes) implements NextStep {}
}
