package dev.freehold.custody.operators;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.ClientSecret;
import java.util.UUID;

/**
 * An operator as the configuration names it. Whoever writes the configuration learns no secret from
 * this.
 *
 * @param name the name that tenants see; 1 to 128 characters without {@code =} and comma
 * @param clientId the client id with which the operator signs in
 * @param secret the salted hash of its secret
 */
public record OperatorKey(String name, UUID clientId, ClientSecret secret) {

  /**
   * Reads {@code NAME=CLIENT-ID:VERIFIER}.
   *
   * @throws IllegalArgumentException if {@code text} does not have this form
   */
  public static OperatorKey parse(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':', equals + 1);
    if (equals < 1 || colon < 0) {
      throw new IllegalArgumentException("an operator is NAME=CLIENT-ID:VERIFIER");
    }
    String name = text.substring(0, equals).strip();
    if (!Names.isName(name)) {
      throw new IllegalArgumentException("the name of an operator is not one");
    }
    return new OperatorKey(
        name,
        UUID.fromString(text.substring(equals + 1, colon).strip()),
        ClientSecret.parse(text.substring(colon + 1).strip()));
  }

  /** A new operator key with its secret, which is shown only this once. */
  public record Made(OperatorKey key, String secret) {
    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Made[" + key + "]";
    }
  }

  /** Makes a key for an operator of this name. */
  public static Made make(String name, RandomSource random) {
    String secret = ClientSecret.generate(random);
    return new Made(
        new OperatorKey(name, UUID.randomUUID(), ClientSecret.of(secret, random)), secret);
  }

  /** The form in the configuration. */
  @Override
  public String toString() {
    return "%s=%s:%s".formatted(name, clientId, secret.verifier());
  }
}
