package dev.freehold.custody.roots;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import java.util.function.BooleanSupplier;

/**
 * Vaults as a node may hear them. A node whose clock is wrong shows tokens that no vault accepts:
 * it could not ask, and what it hears says nothing of the will of the vault's owner. If that were a
 * refusal, one such node would lock the policies of all tenants for all nodes.
 */
public final class FitToAsk implements RootVaults {

  private final RootVaults vaults;
  private final BooleanSupplier isClockRight;

  /**
   * Asks {@code vaults}.
   *
   * @param isClockRight asked only if a vault does not accept who asks; safe for many threads
   */
  public FitToAsk(RootVaults vaults, BooleanSupplier isClockRight) {
    this.vaults = vaults;
    this.isClockRight = isClockRight;
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return heard(vaults.describe(caller, key));
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    return heard(vaults.wrap(caller, keyVersion, secret));
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    return heard(vaults.unwrap(caller, keyVersion, wrapped));
  }

  private <T> RootAnswer<T> heard(RootAnswer<T> answer) {
    return answer instanceof NotGiven<T>(RootFailure failure)
            && failure.isOfIdentity()
            && !isClockRight.getAsBoolean()
        ? new NotGiven<>(
            FailureClassifier.wrong(
                RootFailure.CLOCK_WRONG,
                "the vault does not accept the service's token, and this node's clock differs from"
                    + " the database's, or the database tells no time; set the node's clock"))
        : answer;
  }
}
