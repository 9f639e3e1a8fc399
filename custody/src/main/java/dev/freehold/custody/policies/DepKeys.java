package dev.freehold.custody.policies;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import java.util.UUID;
import java.util.function.Function;

/** Lends policies' keys to code that makes owner keys. */
public interface DepKeys {

  /**
   * Runs {@code work} with the policy's key, which is closed afterwards.
   *
   * @throws dev.freehold.custody.KeyAccessException if it may not be had
   */
  default <R> R withDepKey(UUID policyId, Requester requester, Function<Key256, R> work) {
    return withDepKey(policyId, requester, 0, work);
  }

  /**
   * The same for work that opens owner keys with it. They count as objects where the ledger tells
   * what an availability key was used for.
   *
   * @param ownerKeys how many are opened
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  <R> R withDepKey(UUID policyId, Requester requester, int ownerKeys, Function<Key256, R> work);
}
