package dev.freehold.server.features.policies;

import dev.freehold.custody.access.RootsHeard;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.SilentPair;
import dev.freehold.server.health.Cause;
import dev.freehold.server.health.CausesFoundException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks at what is known of the vaults of policies: what this process heard when it asked for keys,
 * and what any node found in the last cross-check, where the vault has not answered this one since.
 */
record RootsCheck(CrossCheck crossCheck, RootsHeard heard) {

  /**
   * Returns if and only if all is well.
   *
   * @throws CausesFoundException if vaults are silent or refuse
   */
  void require() {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    boolean isCheckedSilent =
        crossCheck.silentVaults().stream()
            .anyMatch(vault -> !heard.isBack(vault.url(), vault.checkedAt()));
    if (isCheckedSilent || heard.isAnyVaultSilent()) {
      causes.add(Cause.ROOT_SILENT);
    }
    if (heard.isAnyPolicyWithoutAnswer()
        || (isCheckedSilent && crossCheck.silentPairs().stream().anyMatch(this::isSilent))) {
      causes.add(Cause.ROOTS_SILENT);
    }
    if (heard.isAnyKeyRefused() || crossCheck.isAnyRefused()) {
      causes.add(Cause.ROOT_REFUSED);
    }
    if (!causes.isEmpty()) {
      throw new CausesFoundException(causes);
    }
  }

  private boolean isSilent(SilentPair pair) {
    return !heard.isBack(pair.firstUrl(), pair.firstAt())
        && !heard.isBack(pair.secondUrl(), pair.secondAt());
  }
}
