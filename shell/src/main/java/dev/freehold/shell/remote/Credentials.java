package dev.freehold.shell.remote;

import dev.freehold.powershell.value.scalar.SecureText;
import java.util.Optional;

/** The ways to sign in. */
public sealed interface Credentials {

  /** What is asked of the user: name and password, or a device code if there is no name. */
  record Interactive(Optional<String> userPrincipalName, Optional<String> tenant)
      implements Credentials {}

  /** A person's name and password. */
  record Password(String userPrincipalName, SecureText password, Optional<String> tenant)
      implements Credentials {}

  /** A code that the user enters in a browser. */
  record DeviceCode(Optional<String> tenant) implements Credentials {}

  /** A program's client id and secret. */
  record ServicePrincipal(String applicationId, SecureText secret, String tenant)
      implements Credentials {}

  /**
   * A token that the caller already has. It is good for its own audience only.
   *
   * @param name what to show, such as the account id that came with it
   */
  record Token(SecureText token, Optional<String> name, Optional<String> tenant)
      implements Credentials {}
}
