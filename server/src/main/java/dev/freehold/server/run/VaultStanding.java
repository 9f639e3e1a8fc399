package dev.freehold.server.run;

import dev.freehold.custody.identity.Standings;
import dev.freehold.server.config.TrustedIssuer;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.TokenCaller;
import java.util.List;

/**
 * Who of those that come to the vaults still is there. Of the built-in issuer's it is looked up;
 * another issuer's cannot be, and their tokens count until they end. Thread-safe.
 */
final class VaultStanding implements CallerStanding {

  private final Standings standings;
  private final List<TrustedIssuer> others;

  VaultStanding(Standings standings, List<TrustedIssuer> others) {
    this.standings = standings;
    this.others = List.copyOf(others);
  }

  @Override
  public boolean isCurrent(TokenCaller caller) {
    boolean isOfOthers =
        others.stream().anyMatch(other -> other.keysOf(caller.issuer()).isPresent());
    return isOfOthers
        || standings.isCurrent(caller.tenantId(), caller.objectId(), caller.signOuts());
  }
}
