package dev.freehold.vault.material;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.List;

/**
 * The engines of a server. A new key is made by the first engine that can make its specification.
 * Immutable.
 *
 * @param inOrder the engines, with one at the end that makes every key
 */
public record KeyEngines(List<KeyEngine> inOrder) {

  /** Copies the list. */
  public KeyEngines {
    inOrder = List.copyOf(inOrder);
  }

  /** The engine that makes new keys of this kind. */
  public KeyEngine maker(KeySpecification specification) {
    return inOrder.stream()
        .filter(engine -> engine.makes(specification))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine makes keys of this specification"));
  }

  /** The engine that takes a key that was made elsewhere. */
  public KeyEngine taker(PrivateNumbers numbers, boolean hardware) {
    return inOrder.stream()
        .filter(engine -> engine.takes(numbers.kind(), hardware))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine takes keys of this kind"));
  }

  /** Whether this server has the engine whose name is stored with a key. */
  public boolean has(String name) {
    return inOrder.stream().anyMatch(engine -> engine.name().equals(name));
  }

  /**
   * The engine whose name is stored with a key.
   *
   * @throws VaultException SEALED_KEY if this server does not have it
   */
  public KeyEngine named(String name) {
    return inOrder.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new VaultException(
                    VaultError.SEALED_KEY,
                    "a stored key belongs to the engine '%s'; configure it".formatted(name)));
  }
}
