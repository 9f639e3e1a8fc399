package dev.freehold.custody.copies;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Optional;

/**
 * The root keys that can be reached: customers' vaults, if they are to be asked, and the service's
 * own roots from a copy of the availability database.
 */
public final class RootCopy {

  private final Optional<RootVaults> vaults;
  private final Optional<RootVaults> service;

  /**
   * Uses what is available.
   *
   * @param vaults customers' vaults; empty if they are not to be asked
   * @param availability the copy with the service's own roots, if there is one
   * @param master what they are sealed under, if it is available
   */
  public RootCopy(
      Optional<RootVaults> vaults,
      Optional<Database> availability,
      Optional<ServiceMasterKey> master,
      CryptoSuite suite) {
    this.vaults = vaults;
    this.service =
        availability.flatMap(
            database ->
                master.map(key -> new ServiceRoots(database, key, suite, Clock.systemUTC())));
  }

  /** Tries to open; the caller closes the key. */
  Attempt open(PolicyWrap.ByRoot wrapped) {
    boolean isOurs = ServiceRoots.isOurs(wrapped.keyVersion());
    Optional<RootVaults> asked = isOurs ? service : vaults;
    if (asked.isEmpty()) {
      return isOurs
          ? Attempt.failed(
              KeyReach.CLOSED,
              "the service's own root key needs the availability database and the service master"
                  + " key")
          : Attempt.failed(KeyReach.MAY_OPEN, "if its vault still answers; it was not asked");
    }
    VaultCaller caller = new VaultCaller(wrapped.identity().tenantId(), Workload.EXCHANGE);
    try {
      return switch (asked.get().unwrap(caller, wrapped.keyVersion(), wrapped.wrapped().bytes())) {
        case RootAnswer.Given<Key256>(Key256 key) -> checked(wrapped, key);
        case RootAnswer.NotGiven<Key256>(RootFailure failure) -> refused(failure);
      };
    } catch (CustodyException otherMasterKey) {
      return Attempt.failed(
          KeyReach.MAY_OPEN,
          "the service's own root key is sealed under another service master key than the one"
              + " given");
    }
  }

  private static Attempt checked(PolicyWrap.ByRoot wrapped, Key256 key) {
    if (wrapped.identity().isKey(key)) {
      return Attempt.opened(key, "it unwrapped the policy's key");
    }
    key.close();
    return Attempt.failed(KeyReach.CLOSED, "it unwrapped something that is not the policy's key");
  }

  private static Attempt refused(RootFailure failure) {
    String words = "%s (%s)".formatted(failure.detail(), failure.code());
    return switch (failure.kind()) {
      case REFUSED ->
          Attempt.failed(
              KeyReach.CLOSED,
              "its vault refuses: %s; its owners can permit it again".formatted(words));
      case DID_NOT_ANSWER ->
          Attempt.failed(KeyReach.MAY_OPEN, "its vault did not answer: " + words);
      case WRONG_ANSWER ->
          Attempt.failed(KeyReach.MAY_OPEN, "its vault gave no sound answer: " + words);
    };
  }
}
