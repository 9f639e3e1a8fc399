package dev.freehold.server.run;

import dev.freehold.custody.groups.Memberships;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.passkeys.PasswordAlone;
import dev.freehold.server.config.TrustedIssuer;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.TokenCaller;
import java.util.List;

/**
 * Says whether a caller of the vaults still has an account, has shown a second factor where one is
 * needed, and is in which groups. It looks up callers with a token of the built-in issuer. It
 * cannot look up those of another issuer, whose tokens count until they end. Thread-safe.
 */
final class VaultStanding implements CallerStanding {

  private final Standings standings;
  private final PasswordAlone passwordAlone;
  private final Memberships memberships;
  private final List<TrustedIssuer> others;

  VaultStanding(
      Standings standings,
      PasswordAlone passwordAlone,
      Memberships memberships,
      List<TrustedIssuer> others) {
    this.standings = standings;
    this.passwordAlone = passwordAlone;
    this.memberships = memberships;
    this.others = List.copyOf(others);
  }

  @Override
  public boolean isCurrent(TokenCaller caller) {
    return isOfOthers(caller)
        || (standings.isCurrent(caller.tenantId(), caller.objectId(), caller.signOuts())
            && hasShownEnough(caller));
  }

  @Override
  public TokenCaller withGroups(TokenCaller caller) {
    return isOfOthers(caller)
        ? caller
        : caller.inGroups(memberships.of(caller.tenantId(), caller.objectId()));
  }

  /** A second factor that is required since a token was made holds for the token too. */
  private boolean hasShownEnough(TokenCaller caller) {
    return !caller.user()
        || caller.secondFactor()
        || passwordAlone.suffices(caller.tenantId(), caller.objectId());
  }

  private boolean isOfOthers(TokenCaller caller) {
    return others.stream().anyMatch(other -> other.keysOf(caller.issuer()).isPresent());
  }
}
