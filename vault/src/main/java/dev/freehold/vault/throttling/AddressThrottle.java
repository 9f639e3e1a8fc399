package dev.freehold.vault.throttling;

import dev.freehold.web.net.PeerNetworks;
import java.time.Clock;

/**
 * Limits the requests of unknown callers from each address, and tells when a known caller was
 * refused too often. Callers with a good token are never delayed, however many strangers share
 * their address. Each process counts for itself: a stranger must not make it write to a database.
 * Thread-safe.
 */
public final class AddressThrottle {

  private static final int MAX_ADDRESSES = 10_000;
  private static final String REASON = "ClientAddressRequestLimitReached";

  private final ThrottlingSettings settings;
  private final WindowCounter<String> anonymous;
  private final WindowCounter<String> refusedTokens;
  private final WindowCounter<String> refusedCallers;

  /** Counts by {@code clock}. */
  public AddressThrottle(ThrottlingSettings settings, Clock clock) {
    this.settings = settings;
    this.anonymous = new WindowCounter<>(clock, settings.interval(), MAX_ADDRESSES);
    this.refusedTokens = new WindowCounter<>(clock, settings.interval(), MAX_ADDRESSES);
    this.refusedCallers = new WindowCounter<>(clock, settings.interval(), MAX_ADDRESSES);
  }

  /**
   * Counts a request without a token.
   *
   * @throws ThrottledException if the address sent too many
   */
  public void anonymous(String address) {
    require(anonymous, address, settings.anonymousPerAddress());
  }

  /**
   * Counts a request whose token was refused.
   *
   * @throws ThrottledException if the address sent too many
   */
  public void refusedToken(String address) {
    require(refusedTokens, address, settings.refusedTokensPerAddress());
  }

  /**
   * Counts a request that was forbidden to the principal {@code objectId}, wherever it came from.
   *
   * @throws ThrottledException if there were too many
   */
  public void refusedCaller(String objectId) {
    requireBelow(refusedCallers, objectId, settings.refusedTokensPerAddress());
  }

  private static void require(WindowCounter<String> counter, String address, int limit) {
    requireBelow(counter, PeerNetworks.of(address), limit);
  }

  private static void requireBelow(WindowCounter<String> counter, String key, int limit) {
    if (!counter.take(key, 1, limit)) {
      throw new ThrottledException(REASON, counter.left(key));
    }
  }
}
