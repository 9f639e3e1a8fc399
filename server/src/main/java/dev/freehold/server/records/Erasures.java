package dev.freehold.server.records;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.server.http.Reply;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.web.http.ProblemException;
import java.util.Optional;
import java.util.UUID;

/**
 * Erases the values that name or describe one person from a tenant's entries, for the REST API and
 * for the login host of vaults that run alone. Thread-safe.
 */
public final class Erasures {

  private final Identities identities;
  private final LedgerServices logs;
  private final Optional<LedgerServices> vaults;
  private final Optional<TenantDecisions> decisions;

  private Erasures(
      Identities identities,
      LedgerServices logs,
      Optional<LedgerServices> vaults,
      Optional<TenantDecisions> decisions) {
    this.identities = identities;
    this.logs = logs;
    this.vaults = vaults;
    this.decisions = decisions;
  }

  /**
   * At a service, with the vaults that run in its process.
   *
   * @param vaults their logs, or nothing if they could not start
   */
  public static Erasures ofService(
      Identities identities,
      LedgerServices logs,
      Optional<LedgerServices> vaults,
      TenantDecisions decisions) {
    return new Erasures(identities, logs, vaults, Optional.of(decisions));
  }

  /** At vaults that run alone, whose entries are all in one ledger. */
  public static Erasures ofVaults(Identities identities, LedgerServices logs) {
    return new Erasures(identities, logs, Optional.empty(), Optional.empty());
  }

  /**
   * Returns if and only if there is nobody and nothing of this id: acts of those who are there have
   * a name, and nobody takes off their own. A person who can still act is deleted first.
   *
   * @throws ProblemException with status 409 if the person named is still there, 503 if the
   *     service's vaults could not start, whose ledger is gone through as well
   */
  public void requireReady(UUID tenantId, UUID objectId) {
    if (identities.find(tenantId, objectId).isPresent()) {
      throw ServerProblems.identityExists();
    }
    if (decisions.isPresent() && vaults.isEmpty()) {
      // Half of it would look like all of it.
      throw ServerProblems.vaultsDown();
    }
  }

  /**
   * Erases. It can be done again, after a failure too.
   *
   * @throws ProblemException as {@link #requireReady}, and with status 503 if there is no turn
   */
  public Reply erase(Caller caller, UUID objectId) {
    UUID tenantId = caller.tenantId();
    requireReady(tenantId, objectId);
    return logs.turns().take(tenantId, () -> erased(tenantId, objectId, caller));
  }

  private Reply erased(UUID tenantId, UUID objectId, Caller caller) {
    String person = objectId.toString();
    String actor = caller.objectId().toString();
    long entries = logs.ledger().erasePersonalData(tenantId, person, actor);
    Long atVaults =
        vaults
            .map(theirs -> theirs.ledger().erasePersonalData(tenantId, person, actor))
            .orElse(null);
    int comments = decisions.map(all -> all.eraseComments(tenantId, person)).orElse(0);
    return Reply.json(new Erased(objectId, entries, atVaults, comments));
  }

  /**
   * From how many entries something was erased.
   *
   * @param vaultEntries the same of the ledger of vaults in a service's process; null if there is
   *     none
   * @param comments on access requests, which the person wrote
   */
  private record Erased(UUID objectId, long entries, Long vaultEntries, int comments) {}
}
