package dev.freehold.vault.keys.call;

import dev.freehold.crypto.work.CpuPool;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.material.KeyKind;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The threads on which keys are used and made. Existing keys are used on threads of their own, one
 * for each processor, so that they never wait for a key that is being made. RSA keys, each of which
 * may take seconds, are made and checked on half as many threads. Each caller has a share of the
 * uses in a vault, each vault a share of the making. Thread-safe.
 *
 * <p>Every method throws {@link dev.freehold.crypto.work.BusyException} if too much waits.
 */
public final class KeyWork {

  private final CpuPool uses;
  private final CpuPool making;

  private record Share(UUID vaultId, UUID caller) {}

  /**
   * Pools for this machine.
   *
   * @param tokenSessions operations that a token does at a time, 0 without a token: they wait more
   *     than they work
   */
  public KeyWork(int tokenSessions) {
    int processors = Runtime.getRuntime().availableProcessors();
    this.uses =
        new CpuPool(
            "key-use",
            new CpuPool.Bounds(
                Math.max(processors, tokenSessions),
                VaultLimits.MAX_WAITING_USES_OF_CALLER,
                VaultLimits.MAX_WAITING_USES,
                VaultLimits.MAX_USE_WAIT));
    this.making =
        new CpuPool(
            "key-making",
            new CpuPool.Bounds(
                CpuPool.halfOfProcessors(),
                VaultLimits.MAX_WAITING_CREATIONS_OF_VAULT,
                VaultLimits.MAX_WAITING_CREATIONS,
                VaultLimits.MAX_CREATION_WAIT));
  }

  /** Uses a key for {@code call}. Symmetric ones cost less than the way to another thread. */
  public <R> R use(KeyCall call, KeyKind kind, Supplier<R> work) {
    return switch (kind) {
      case RSA, EC -> uses.run(new Share(call.vault().id(), call.caller().objectId()), work);
      case OCT -> work.get();
    };
  }

  /** Makes a key for a vault, or checks one that was made elsewhere. */
  public <R> R make(UUID vaultId, KeyKind kind, Supplier<R> work) {
    return switch (kind) {
      case RSA -> making.run(vaultId, work);
      case EC -> uses.run(vaultId, work);
      case OCT -> work.get();
    };
  }
}
