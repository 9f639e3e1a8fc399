package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.token.HardwareToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engines of a server: one for each kind of key that works in this process, before them the
 * token's if there is a token. New keys are made by the first engine that fits. Immutable.
 */
public final class KeyEngines {

  /**
   * The name that is stored with keys that are used in this process. Keys marked {@code -HSM} can
   * be among them; they are no safer than others.
   */
  public static final String SOFTWARE = "software";

  private final List<KeyEngine> inOrder;

  /** Uses the ciphers and the random source of {@code suite}, for RSA keys {@code token} too. */
  public KeyEngines(CryptoSuite suite, Optional<HardwareToken> token) {
    this.inOrder =
        Stream.<KeyEngine>concat(
                token.map(hardware -> new TokenEngine(hardware, suite)).stream(),
                Stream.of(new RsaSoftware(suite), new EcSoftware(suite), new OctSoftware(suite)))
            .toList();
  }

  /** The engine that makes new keys of this kind. */
  public KeyEngine maker(KeySpecification specification) {
    return first(specification.kind(), specification.hardware());
  }

  /** The engine that takes a key that was made elsewhere. */
  public KeyEngine taker(PrivateNumbers numbers, boolean hardware) {
    return first(numbers.kind(), hardware);
  }

  private KeyEngine first(KeyKind kind, boolean hardware) {
    return inOrder.stream()
        .filter(engine -> engine.kind() == kind && engine.has(hardware))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine has keys of the kind " + kind));
  }

  /** Whether this server has an engine of the name that is stored with a key. */
  public boolean has(String name) {
    return inOrder.stream().anyMatch(engine -> engine.name().equals(name));
  }

  /**
   * The engine that uses the keys of a kind with which this name is stored.
   *
   * @throws VaultException SEALED_KEY if this server does not have it
   */
  public KeyEngine named(String name, KeyKind kind) {
    return inOrder.stream()
        .filter(engine -> engine.name().equals(name) && engine.kind() == kind)
        .findFirst()
        .orElseThrow(
            () ->
                new VaultException(
                    VaultError.SEALED_KEY,
                    "a stored key belongs to the engine '%s'; configure it".formatted(name)));
  }

  /** Callers check before they ask, see {@link KeyEngine}. */
  static IllegalArgumentException doesNotFit(String algorithm) {
    return new IllegalArgumentException(algorithm + " does not go with this key");
  }
}
