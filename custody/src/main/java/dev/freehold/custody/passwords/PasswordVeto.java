package dev.freehold.custody.passwords;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;

/** A rule that refuses passwords, beside the rule about easy ones. Thread-safe. */
@FunctionalInterface
public interface PasswordVeto {

  /** Forbids nothing. */
  PasswordVeto NONE = (keys, user, wanted, address) -> {};

  /**
   * Returns if and only if the person may sign in by this password.
   *
   * @param keys makes keys of passphrases
   * @param user whose current password was right just now
   * @param wanted what the person chose
   * @param address where the request comes from
   * @throws CustodyException {@code PASSWORD_UNACCEPTABLE}, {@code TOO_MANY_SIGN_INS} or {@code
   *     SIGN_INS_BUSY}
   */
  void check(PassphraseKeys keys, User user, Password wanted, String address);
}
