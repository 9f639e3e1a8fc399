package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The vault administrators' consents to a purge of sites. Each gives their own, just after signing
 * in. Safe for use by many threads and nodes.
 */
public final class PurgeConsents {

  private final Database database;
  private final PurgeCases cases;
  private final Policies policies;
  private final PurgeSteps steps;
  private final PurgeEntries entries;
  private final Clock clock;

  /** Keeps consents with the cases in {@code database}, which also holds the ledger. */
  public PurgeConsents(
      Database database, PurgeCases cases, Policies policies, Ledger ledger, Clock clock) {
    this.database = database;
    this.cases = cases;
    this.policies = policies;
    this.steps = new PurgeSteps(database.dialect());
    this.entries = new PurgeEntries(ledger);
    this.clock = clock;
  }

  /**
   * Takes the caller's consent; consenting again does nothing.
   *
   * @param caller who signed in at most {@link CustodyLimits#MAX_CONSENT_SIGN_IN_AGE} ago
   * @param vaults the URLs of both vaults, in any order
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} if it is no purge
   *     of sites or was authorised; {@code SIGN_IN_NOT_RECENT}; {@code PURGE_CONSENT_REFUSED} if
   *     the caller is no vault administrator of the tenant now, or names other vaults
   */
  public PurgeCase consent(Caller caller, UUID caseId, List<String> vaults, String actor) {
    PurgeCase seen = cases.get(caller.tenantId(), caseId);
    return entries.orRefused(
        seen,
        PurgeEntries.CONSENT,
        actor,
        Map::of,
        () -> {
          requireOpen(seen);
          requireRecent(caller);
          List<String> both = both(policies.get(seen.tenantId(), seen.policyId()), vaults);
          return database.write(tx -> consent(tx, caller, seen, both, actor));
        });
  }

  private static void requireOpen(PurgeCase purge) {
    if (purge.workload() != PurgeWorkload.SHAREPOINT) {
      throw PurgeRefusals.step(
          purge, "only a purge of sites needs the vault administrators' consent");
    }
    if (purge.state() != PolicyState.PURGE_REQUESTED) {
      throw PurgeRefusals.step(purge, "consent can be given only before it is authorised");
    }
  }

  private void requireRecent(Caller caller) {
    if (!caller.hasSignedInWithin(CustodyLimits.MAX_CONSENT_SIGN_IN_AGE, clock.instant())) {
      throw new CustodyException(
          CustodyError.SIGN_IN_NOT_RECENT,
          "this needs a sign-in of the last %d minutes; sign in again, then consent"
              .formatted(CustodyLimits.MAX_CONSENT_SIGN_IN_AGE.toMinutes()));
    }
  }

  /** The URLs of the policy's vaults, if they are what was named. */
  private static List<String> both(Policy policy, List<String> named) {
    List<String> vaults =
        policy.roots().stream().map(root -> RootKeyUri.parse(root.keyUri()).vaultUrl()).toList();
    if (!folded(vaults).equals(folded(named))) {
      throw new CustodyException(
          CustodyError.PURGE_CONSENT_REFUSED,
          "name both vaults whose access you agree to revoke: %s"
              .formatted(String.join(" and ", vaults)));
    }
    return vaults;
  }

  private static Set<String> folded(List<String> urls) {
    return urls.stream()
        .map(url -> url.strip().toLowerCase(Locale.ROOT))
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
        .collect(Collectors.toSet());
  }

  private PurgeCase consent(
      Handle tx, Caller caller, PurgeCase seen, List<String> vaults, String actor) {
    steps.forUpdate(tx, seen.tenantId(), seen.policyId());
    PurgeCase purge = CaseRows.byId(tx, seen.id()).orElseThrow(PurgeRefusals::noSuchCase);
    requireOpen(purge);
    if (purge.consents().stream().noneMatch(one -> one.objectId().equals(caller.objectId()))) {
      throw new CustodyException(
          CustodyError.PURGE_CONSENT_REFUSED,
          "only a vault administrator of the tenant is asked for consent");
    }
    ConsentRows.enrol(tx, purge.tenantId(), purge.id());
    boolean isNew =
        ConsentRows.give(
            tx,
            purge.id(),
            caller.objectId(),
            vaults.getFirst(),
            vaults.getLast(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (isNew) {
      entries.done(
          tx,
          purge,
          PurgeEntries.CONSENT,
          actor,
          Map.of("vault1", vaults.getFirst(), "vault2", vaults.getLast()));
    }
    return CaseRows.byId(tx, purge.id()).orElseThrow(PurgeRefusals::noSuchCase);
  }
}
