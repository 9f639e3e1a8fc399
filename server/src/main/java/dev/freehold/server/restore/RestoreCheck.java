package dev.freehold.server.restore;

import dev.freehold.content.rescue.BundleParts;
import dev.freehold.content.rescue.SampleObjects;
import dev.freehold.content.rescue.StoredObjects;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.copies.AvailabilityCopy;
import dev.freehold.custody.copies.PolicyFinding;
import dev.freehold.custody.copies.PolicyTrial;
import dev.freehold.custody.copies.RootCopy;
import dev.freehold.custody.copies.StoredKeys;
import dev.freehold.custody.copies.StoredOwnerKey;
import dev.freehold.custody.copies.StoredPolicy;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;

/**
 * Finds out by trying which content of a backup could still be opened. Changes nothing in the
 * backup. For one check; closing it closes the databases.
 */
public final class RestoreCheck implements AutoCloseable {

  private static final UUID LOWEST = new UUID(0, 0);
  private static final int PAGE = 1_000;

  private final Backup backup;
  private final Purged purged;
  private final BackupSources sources;
  private final Optional<StoredKeys> stored;
  private final Optional<CopiedOwnerNames> names;
  private final Optional<AvailabilityCopy> availabilityCopy;
  private final RootCopy roots;
  private final OwnerTrial ownerTrial;
  private Set<UUID> ended = Set.of();
  private final RestoreTally tally = new RestoreTally();

  /**
   * Opens what the backup has.
   *
   * @param vaults whom to ask for root keys; empty to ask nobody
   * @throws dev.freehold.persistence.PersistenceException if a file is no database
   * @throws dev.freehold.custody.CustodyException if the master key file holds no master key
   */
  public RestoreCheck(
      Backup backup, Purged purged, Optional<RootVaults> vaults, CryptoSuite suite) {
    this.backup = backup;
    this.purged = purged;
    this.sources = BackupSources.open(backup, suite);
    this.stored = sources.main().map(StoredKeys::new);
    this.names = sources.main().map(CopiedOwnerNames::new);
    this.availabilityCopy =
        sources
            .availability()
            .map(database -> new AvailabilityCopy(database, sources.master(), suite));
    this.roots = new RootCopy(vaults, sources.availability(), sources.master(), suite);
    this.ownerTrial =
        new OwnerTrial(
            suite,
            backup.blobs().map(folder -> new SampleObjects(folder, suite)),
            sources.main().map(StoredObjects::new));
  }

  /**
   * Tries everything and tells {@code report}.
   *
   * @throws ServerException {@code BACKUP_UNREADABLE} if a database does not have the tables of a
   *     service
   */
  public RestoreSummary run(RestoreReport report) {
    try {
      ended = availabilityCopy.map(AvailabilityCopy::endedPolicies).orElse(Set.of());
      tenants().forEach((id, name) -> tenant(id, name, report));
    } catch (JdbiException other) {
      throw new ServerException(
          ServerError.BACKUP_UNREADABLE,
          "a database of the backup does not have the tables that this program knows; name the main"
              + " database and the availability database of a service, and use the program that"
              + " made them or a newer one",
          other);
    }
    if (!purged.asked()) {
      tally.note(
          ended.isEmpty()
              ? "no list of what was purged was given: a backup made before a purge does not know"
                  + " of that purge"
              : "no list of what was purged was given: the backup knows the purges that its"
                  + " availability database has, and none that came later");
    }
    if (backup.vaults().isPresent()) {
      tally.note(
          "key vaults are in this backup too: anyone who starts them has their root keys, with the"
              + " permissions that they had when it was made");
    }
    RestoreSummary summary = tally.summary();
    report.end(summary);
    return summary;
  }

  private Map<UUID, String> tenants() {
    Map<UUID, String> tenants = new LinkedHashMap<>();
    stored.ifPresent(keys -> keys.tenants().forEach(one -> tenants.put(one.id(), one.name())));
    backup
        .blobs()
        .map(BundleParts::tenants)
        .orElse(List.of())
        .forEach(id -> tenants.putIfAbsent(id, ""));
    return tenants;
  }

  private void tenant(UUID id, String name, RestoreReport report) {
    BundledKeys bundle = BundledKeys.read(backup.blobs(), id);
    bundle.notes().forEach(tally::note);
    report.tenant(id, name);
    Set<UUID> rest = new TreeSet<>(bundle.policies());
    for (StoredPolicy policy : stored.map(keys -> keys.policies(id)).orElse(List.of())) {
      rest.remove(policy.id());
      policy(policy, bundle, report);
    }
    for (UUID policyId : rest) {
      policy(new StoredPolicy(id, policyId, "", "", "", List.of()), bundle, report);
    }
  }

  private void policy(StoredPolicy policy, BundledKeys bundle, RestoreReport report) {
    PolicyTrial trial = new PolicyTrial(availabilityCopy, roots);
    trial.add(policy.wraps(), "the database");
    trial.add(bundle.policy(policy.id()), "the key bundle");
    try (PolicyFinding finding = trial.run()) {
      boolean isPurged =
          policy.isPurged()
              || purged.policies().contains(policy.id())
              || ended.contains(policy.id());
      PolicyResult result =
          new PolicyResult(
              policy.id(),
              policy.name(),
              policy.kind(),
              policy.state(),
              isPurged,
              finding.standing(),
              finding.ways());
      tally.count(result);
      report.policy(result);
      new Owners(result, finding, bundle, report).run();
    }
  }

  @Override
  public void close() {
    sources.close();
  }

  /** The keys under one policy. */
  private final class Owners {

    private final PolicyResult policy;
    private final PolicyFinding finding;
    private final BundledKeys bundle;
    private final RestoreReport report;

    Owners(PolicyResult policy, PolicyFinding finding, BundledKeys bundle, RestoreReport report) {
      this.policy = policy;
      this.finding = finding;
      this.bundle = bundle;
      this.report = report;
    }

    void run() {
      UUID after = LOWEST;
      List<StoredOwnerKey> page;
      do {
        UUID from = after;
        page = stored.map(keys -> keys.ownerKeys(policy.id(), from, PAGE)).orElse(List.of());
        page.forEach(this::stored);
        after = page.isEmpty() ? after : page.getLast().id();
      } while (!page.isEmpty());
      bundle
          .rest(policy.id())
          .forEach((keyId, wraps) -> tell(keyId, Optional.empty(), Optional.empty(), wraps));
    }

    private void stored(StoredOwnerKey key) {
      Set<WrappedOwnerKey> wraps = new LinkedHashSet<>();
      key.wrapped().ifPresent(wraps::add);
      wraps.addAll(bundle.take(policy.id(), key.id()));
      tell(key.id(), key.ownerId(), key.kind(), new ArrayList<>(wraps));
    }

    private void tell(
        UUID keyId, Optional<UUID> ownerId, Optional<String> kind, List<WrappedOwnerKey> wraps) {
      OwnerTrial.Outcome outcome = ownerTrial.run(finding, wraps);
      OwnerResult result =
          new OwnerResult(
              keyId,
              ownerId,
              kind,
              names.flatMap(all -> ownerId.flatMap(id -> kind.flatMap(of -> all.of(of, id)))),
              policy.isPurged() || ownerId.filter(purged.owners()::contains).isPresent(),
              outcome.standing(),
              outcome.reason());
      tally.count(policy, result);
      report.owner(result);
    }
  }
}
