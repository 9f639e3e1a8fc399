package dev.freehold.custody.testing;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.RootTimeouts;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Everything of custody, wired as the server does it. */
public final class CustodyFixture implements AutoCloseable {

  public static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  public static final String ADMIN = "admin@contoso";
  public static final Requester USER = Requester.user("adele");
  public static final Requester SYSTEM = Requester.system("index");

  /** The default, with the patience of {@link #patient}. */
  public static final LeaseSettings PATIENT = patient(LeaseSettings.DEFAULT);

  private static final int MAX_ENTRIES = 1000;

  public final ManualClock clock = new ManualClock();
  public final MemoryBundle bundle = new MemoryBundle();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Database database;
  public final Database availabilityDatabase;
  public final Ledger ledger;
  public final FileMasterKey master;
  public final RowSealing sealing;
  public final Tenants tenants;
  public final Identities identities;
  public final AvailabilityKeys availabilityKeys;
  public final ServiceRoots serviceRoots;
  public final ServicePolicies servicePolicies;
  public final Tenant tenant;

  public CustodyFixture(Dialect dialect, Path folder) {
    this.database =
        TestDatabases.open(
            dialect, folder(folder, "main"), Ledger.MIGRATIONS, CustodyMigrations.CUSTODY);
    this.availabilityDatabase =
        TestDatabases.open(dialect, folder(folder, "availability"), CustodyMigrations.AVAILABILITY);
    this.ledger = new Ledger(database, clock);
    this.master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE);
    this.sealing =
        RowSealing.start(
            database, availabilityDatabase, master, CustodySeals.ALL, ledger, meters, clock);
    this.tenants = new Tenants(database, ledger, clock);
    this.identities = new Identities(database, ledger, SUITE.random(), clock);
    this.availabilityKeys =
        new AvailabilityKeys(availabilityDatabase, master, SUITE.random(), clock);
    this.serviceRoots = new ServiceRoots(availabilityDatabase, master, SUITE, clock);
    this.servicePolicies =
        new ServicePolicies(
            database, availabilityKeys, serviceRoots, serviceRoots, bundle, ledger, SUITE, clock);
    this.tenant = tenants.create("contoso", ADMIN);
  }

  /**
   * How long callers wait for an answer is real time: here so long that a machine that stands still
   * for a while does not make vaults silent.
   */
  public static LeaseSettings patient(LeaseSettings settings) {
    RootTimeouts usual = settings.rootTimeouts();
    Duration minute = Duration.ofMinutes(1);
    return settings.rootTimeouts(
        new RootTimeouts(
            minute, usual.hedgeDelay(), usual.secondRootDelay(), usual.silenceMemory(), minute));
  }

  public static VaultAllowList allowList(int port) {
    return new VaultAllowList(List.of(new VaultAllowList.Rule("kv.localhost", port, true)));
  }

  public Policies policies(RootVaults vaults, VaultAllowList allowList) {
    return new Policies(
        database, availabilityKeys, vaults, allowList, bundle, ledger, SUITE, clock);
  }

  public Policies policies(RootVaults vaults) {
    return policies(vaults, allowList(FakeVaults.ROOT_1.port()));
  }

  public CachedKeyAccess access(RootVaults vaults, LeaseSettings settings, LongSupplier ticker) {
    return new CachedKeyAccess(
        new WrappedKeys(database),
        availabilityKeys,
        new RootVaultRouter(vaults, serviceRoots),
        new PolicyLocks(database, ledger, clock),
        ledger,
        SUITE,
        settings,
        ticker,
        meters);
  }

  public OwnerKeys ownerKeys(CachedKeyAccess access) {
    return new OwnerKeys(database, servicePolicies, access.depKeys(), bundle, ledger, SUITE, clock);
  }

  /** A mailbox that is to come under a policy. */
  public NewOwner mailboxUnder(UUID policyId) {
    return NewOwner.mailbox(tenant.id(), UUID.randomUUID(), Optional.of(policyId));
  }

  /** A policy over the two fake roots. */
  public Policy policy(RootVaults vaults, String name) {
    return policies(vaults)
        .create(
            NewPolicy.forMailboxes(
                tenant.id(), name, "", FakeVaults.ROOT_1.toString(), FakeVaults.ROOT_2.toString()),
            ADMIN);
  }

  public List<RecordedEntry> entries(String operation) {
    return entries(tenant.id(), operation);
  }

  public List<RecordedEntry> entries(UUID tenantId, String operation) {
    return ledger.entries(tenantId, 0, MAX_ENTRIES).stream()
        .filter(recorded -> recorded.entry().operation().equals(operation))
        .toList();
  }

  @Override
  public void close() {
    sealing.close();
    master.close();
    database.close();
    availabilityDatabase.close();
  }

  private static Path folder(Path parent, String name) {
    try {
      return Files.createDirectories(parent.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
