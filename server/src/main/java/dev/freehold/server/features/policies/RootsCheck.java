package dev.freehold.server.features.policies;

import dev.freehold.custody.access.RootsHeard;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.SilentRoot;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.server.health.Cause;
import dev.freehold.server.health.CausesFoundException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at what is known of the vaults of policies: what this process heard when it asked for keys,
 * and what any node found in the last cross-check and this one has not heard otherwise since.
 */
record RootsCheck(CrossCheck crossCheck, RootsHeard heard, Clock clock) {

  /**
   * Returns if and only if all is well.
   *
   * @throws CausesFoundException if vaults are silent or refuse
   */
  void require() {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    List<SilentRoot> silent = crossCheck.silent().stream().filter(this::isStillSilent).toList();
    if (heard.isAnyPolicyWithoutAnswer() || isTwiceInOnePolicy(silent)) {
      causes.add(Cause.ROOTS_SILENT);
    }
    if (heard.isAnyVaultSilent() || !silent.isEmpty()) {
      causes.add(Cause.ROOT_SILENT);
    }
    if (heard.isAnyKeyRefused() || crossCheck.isAnyRefused()) {
      causes.add(Cause.ROOT_REFUSED);
    }
    if (!causes.isEmpty()) {
      throw new CausesFoundException(causes);
    }
  }

  private boolean isStillSilent(SilentRoot root) {
    Duration sinceCheck = Duration.between(root.checkedAt(), clock.instant());
    return heard
        .sinceAnswer(RootKeyUri.parse(root.keyVersionUri()))
        .filter(sinceAnswer -> sinceAnswer.compareTo(sinceCheck) < 0)
        .isEmpty();
  }

  private static boolean isTwiceInOnePolicy(List<SilentRoot> silent) {
    return silent.stream().map(SilentRoot::policyId).collect(Collectors.toSet()).size()
        < silent.size();
  }
}
