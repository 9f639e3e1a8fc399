package dev.freehold.bench.policies;

import dev.freehold.content.blob.BlobBundleSink;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.moves.CustodyJobs;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.seals.UncheckedSeals;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.files.sites.FilesSeals;
import dev.freehold.files.sites.Sites;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One node with everything that policies need, wired as the server does it, and one tenant. */
final class PolicyStage implements AutoCloseable {

  static final String ADMIN = "admin@bench";
  static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  private static final Duration VAULT_DELAY = Duration.ofMillis(2);
  static final Clock CLOCK = Clock.systemUTC();

  final SlowVaults vaults = new SlowVaults(VAULT_DELAY);
  final Database database;
  final BundleSink bundle;
  final Ledger ledger;
  final Policies policies;
  final Geos geos;
  final FilePolicies filePolicies;
  final Moves moves;
  final Rolls rolls;
  final Jobs jobs;
  final CachedKeyAccess keys;
  final OwnerKeys ownerKeys;
  final ObjectStore objects;
  final UUID tenantId;

  final AvailabilityKeys availabilityKeys;
  final RootVaults allVaults;

  private final BlobStore blobs;
  private final Database availability;
  private final FileMasterKey master;
  private final Runnable sealing;
  private final RootRolls rootRolls;
  private final List<CachedKeyAccess> furtherNodes = new ArrayList<>();

  /** Opens everything in an empty folder; the main database is wherever {@code settings} say. */
  PolicyStage(Path folder, DatabaseSettings settings, LeaseSettings leases) throws IOException {
    this(
        folder,
        settings,
        leases,
        blobs -> blobs,
        database -> new Ledger(database, CLOCK),
        Seals.CHECKED);
  }

  /**
   * The same, with something between it and what it keeps.
   *
   * @param around stands before the folder that blobs are in
   * @param ledgers makes the ledger
   * @param seals whether anybody looks at the seals of rows
   */
  PolicyStage(
      Path folder,
      DatabaseSettings settings,
      LeaseSettings leases,
      UnaryOperator<BlobStore> around,
      Function<Database, Ledger> ledgers,
      Seals seals)
      throws IOException {
    Files.createDirectories(folder);
    VaultAllowList allowList =
        new VaultAllowList(List.of(new VaultAllowList.Rule("kv.localhost", SlowVaults.PORT, true)));
    database =
        Databases.open(
            settings,
            List.of(
                Ledger.MIGRATIONS,
                CustodyMigrations.CUSTODY,
                ObjectStore.MIGRATIONS,
                Mailboxes.MIGRATIONS,
                Sites.MIGRATIONS));
    availability =
        Databases.open(
            new DatabaseSettings.Sqlite(folder.resolve("availability.db")),
            List.of(CustodyMigrations.AVAILABILITY));
    master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE);
    blobs = around.apply(FolderBlobStore.open(folder.resolve("blobs"), SUITE.random()));
    bundle = new BlobBundleSink(blobs);
    ledger = ledgers.apply(database);
    sealing = seal(seals);
    availabilityKeys = new AvailabilityKeys(availability, master, SUITE.random(), CLOCK);
    ServiceRoots roots = new ServiceRoots(availability, master, SUITE, CLOCK);
    allVaults = new RootVaultRouter(vaults, roots);
    ServicePolicies defaults =
        new ServicePolicies(database, availabilityKeys, roots, roots, bundle, ledger, SUITE, CLOCK);
    keys = node(leases);
    policies =
        new Policies(
            database, availabilityKeys, allVaults, allowList, bundle, ledger, SUITE, CLOCK);
    ownerKeys = new OwnerKeys(database, defaults, keys.depKeys(), bundle, ledger, SUITE, CLOCK);
    jobs = new Jobs(database, ledger, CLOCK);
    rootRolls = new RootRolls(database, allVaults, allowList, bundle, ledger, CLOCK);
    geos = new Geos(database, ledger, CLOCK);
    rolls = new Rolls(database, policies, rootRolls, jobs);
    filePolicies = new FilePolicies(database, policies, defaults, geos, rolls, jobs);
    moves = new Moves(database, defaults, new Assignments(database.dialect()), ledger, jobs);
    objects = objects(keys);
    tenantId = new Tenants(database, ledger, CLOCK).create("bench", ADMIN).id();
  }

  private Runnable seal(Seals seals) {
    return switch (seals) {
      case CHECKED ->
          RowSealing.start(
                  database,
                  availability,
                  master,
                  Stream.of(CustodySeals.ALL, MailSeals.ALL, FilesSeals.ALL)
                      .flatMap(List::stream)
                      .toList(),
                  ledger,
                  new SimpleMeterRegistry(),
                  CLOCK)
              ::close;
      case UNCHECKED -> UncheckedSeals.start(database, availability, master, CLOCK);
    };
  }

  /** What becomes of the seals of rows. */
  enum Seals {
    /** As in the server. */
    CHECKED,
    /** They are made, and nobody looks at them. */
    UNCHECKED
  }

  /** Key access of a node that has just started. */
  CachedKeyAccess node(LeaseSettings leases) {
    CachedKeyAccess node = unkept(leases);
    furtherNodes.add(node);
    return node;
  }

  /** The same, which the caller closes. */
  CachedKeyAccess unkept(LeaseSettings leases) {
    return new CachedKeyAccess(
        new WrappedKeys(database),
        availabilityKeys,
        allVaults,
        new PolicyLocks(database, ledger, CLOCK),
        ledger,
        SUITE,
        leases,
        System::nanoTime,
        new SimpleMeterRegistry());
  }

  /** The objects as a node with that key access opens them. */
  ObjectStore objects(CachedKeyAccess node) {
    return new ObjectStore(parts(node));
  }

  /** What they are stored with. */
  StoreParts parts(CachedKeyAccess node) {
    return new StoreParts(database, blobs, node, new ObjectFormatV1(SUITE), SUITE.random(), CLOCK);
  }

  /** Makes a mailbox policy with roots of its own. */
  UUID policy(String name) {
    return policies
        .create(
            NewPolicy.forMailboxes(
                tenantId, name, "", SlowVaults.root(1, name), SlowVaults.root(2, name)),
            ADMIN)
        .id();
  }

  /** Every kind of job of custody, as the server has them. */
  List<JobKind> kinds() {
    return CustodyJobs.kinds(
        database,
        keys.depKeys(),
        bundle,
        ledger,
        SUITE,
        CLOCK,
        new ObjectResealer(parts(keys), List.of()),
        rootRolls,
        new AvailabilityRolls(database, availabilityKeys, allVaults, bundle, ledger, SUITE),
        new CrossCheck(
            database,
            new RootProbe(allVaults, ledger, new SimpleMeterRegistry()),
            new PolicyLocks(database, ledger, CLOCK),
            ledger,
            CLOCK,
            Duration.ofDays(1)));
  }

  /** What an administrator sees of policies. */
  void listPolicies() {
    if (policies.list(tenantId, PolicyKind.MAILBOX).isEmpty()) {
      throw new IllegalStateException("there are no policies");
    }
  }

  /** Starts a runner with the server's settings. */
  JobRunner run(List<JobKind> kinds, ForegroundLoad load) {
    return JobRunner.start(
        database, jobs, kinds, load, JobSettings.defaults(), new SimpleMeterRegistry(), CLOCK);
  }

  @Override
  public void close() {
    furtherNodes.forEach(CachedKeyAccess::close);
    sealing.run();
    master.close();
    availability.close();
    database.close();
  }
}
