package dev.freehold.custody.hierarchy;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import java.util.UUID;
import java.util.function.Function;

/** Lends policies' keys to those who make owner keys. */
public interface DepKeys {

  /**
   * Runs {@code work} with the policy's key, which is closed afterwards.
   *
   * @throws dev.freehold.custody.KeyAccessException if it may not be had
   */
  <R> R withDepKey(UUID policyId, Requester requester, Function<Key256, R> work);
}
