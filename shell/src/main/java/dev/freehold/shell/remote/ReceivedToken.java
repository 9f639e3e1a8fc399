package dev.freehold.shell.remote;

import dev.freehold.powershell.value.scalar.SecureText;
import java.time.Duration;
import java.util.Optional;

/**
 * What a token endpoint gave.
 *
 * @param token what goes into the Authorization header after {@code Bearer}
 * @param refresh gets further tokens, if there is one
 */
record ReceivedToken(String token, Duration life, Optional<SecureText> refresh) {

  /** Never shows the token. */
  @Override
  public String toString() {
    return "TokenReply[life=" + life + "]";
  }
}
