package dev.freehold.server.features.console;

import dev.freehold.custody.people.NewDeviceCode;
import dev.freehold.custody.people.UserCode;
import java.util.Optional;

/**
 * The code of a browser that waits for an operator, as its cookie has it.
 *
 * @param secret what only this browser has, and nobody sees
 * @param code what the operator types
 */
record WaitingCode(String secret, UserCode code) {

  static WaitingCode of(NewDeviceCode made) {
    return new WaitingCode(made.deviceCode(), made.userCode());
  }

  /** What a cookie says, if it is one of ours. */
  static Optional<WaitingCode> parse(String cookie) {
    String[] parts = cookie.split("[.]", -1);
    return parts.length == 2
        ? UserCode.parse(parts[1]).map(code -> new WaitingCode(parts[0], code))
        : Optional.empty();
  }

  /** The value of the cookie. */
  String cookie() {
    return secret + "." + code.letters();
  }

  /** Never shows the codes. */
  @Override
  public String toString() {
    return "WaitingCode[]";
  }
}
