package dev.freehold.custody.roots;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;

/**
 * How vaults are called.
 *
 * @param callTimeout the bound of one call with all its retries, 50 ms to 30 s
 * @param maxRetries how often a call is tried again within that bound, 0 to 5
 * @param allowList which vaults may be called
 */
public record RootVaultSettings(Duration callTimeout, int maxRetries, VaultAllowList allowList) {

  /** The default bound of one call. */
  public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(2);

  /** The default number of retries. */
  public static final int DEFAULT_MAX_RETRIES = 1;

  private static final int MAX_RETRIES = 5;

  /** Checks the bounds. */
  public RootVaultSettings {
    if (callTimeout.compareTo(CustodyLimits.MIN_VAULT_CALL) < 0
        || callTimeout.compareTo(CustodyLimits.MAX_VAULT_CALL) > 0) {
      throw new IllegalArgumentException(
          "a vault call is given %s to %s, got %s"
              .formatted(CustodyLimits.MIN_VAULT_CALL, CustodyLimits.MAX_VAULT_CALL, callTimeout));
    }
    if (maxRetries < 0 || maxRetries > MAX_RETRIES) {
      throw new IllegalArgumentException(
          "a vault call is tried again 0 to %d times, got %d".formatted(MAX_RETRIES, maxRetries));
    }
  }
}
