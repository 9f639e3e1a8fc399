package dev.freehold.server.features.ledger;

import dev.freehold.server.run.Stores;
import dev.freehold.server.run.VaultPart;
import dev.freehold.server.features.Closer;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.publish.HttpSubmission;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.publish.LogWitness;
import dev.freehold.ledger.publish.SecretSealer;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.config.WitnessEntry;
import dev.freehold.server.records.LedgerServices;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * The tenants' logs as they are published, those of the service and those of the vaults of its
 * process, and the witnesses that both are shown to.
 *
 * @param services what the API is made of
 * @param vaults the same of the vaults; nothing if they could not start
 * @param watch what witnesses last said
 */
record LedgerPublishing(LedgerServices services, Optional<LedgerServices> vaults, WitnessWatch watch) {

  /** Whose key it is that is sealed: the service's. */
  private static final UUID SERVICE = new UUID(0, 0);

  static LedgerPublishing start(
      ServerSettings settings,
      Stores stores,
      Ledger ledger,
      VaultPart vaults,
      ServiceMasterKey master,
      Tenants tenants,
      MeterRegistry meters,
      Clock clock,
      Closer closer) {
    LogIdentity identity =
        LogIdentity.openOrCreate(
            LogKind.SERVICE,
            stores.database(),
            ledger,
            sealer(master),
            settings.network().apiName(),
            clock);
    WitnessWatch watch = new WitnessWatch(meters);
    LogPublishing publishing =
        new LogPublishing(
            settings.ledger().witnesses().stream()
                .map(entry -> witness(entry, tenants, closer))
                .toList(),
            settings.ledger().checkpointInterval(),
            watch,
            clock);
    return new LedgerPublishing(
        publishing.start(identity, stores.database(), ledger, closer),
        vaults
            .running()
            .map(
                they ->
                    publishing.start(
                        they.identity(), they.database(), they.ledger().ledger(), closer)),
        watch);
  }

  /** Seals the key that signs, as a secret of the service's. */
  static SecretSealer sealer(ServiceMasterKey master) {
    return new SecretSealer() {
      @Override
      public byte[] seal(byte[] secret) {
        return master.seal(Purpose.LEDGER_SIGNING_KEY, SERVICE, secret);
      }

      @Override
      public byte[] open(byte[] sealed) {
        return master.open(Purpose.LEDGER_SIGNING_KEY, SERVICE, sealed);
      }
    };
  }

  /** A witness of the configuration; what reaches it is left to {@code closer}. */
  static LogWitness witness(WitnessEntry entry, Tenants tenants, Closer closer) {
    HttpSubmission way =
        closer.add(new HttpSubmission(entry.address(), entry.authority().map(LedgerPublishing::trust)));
    return entry
        .tenant()
        .map(name -> LogWitness.own(named(name, tenants), entry.key(), way))
        .orElseGet(() -> LogWitness.forAll(entry.key(), way));
  }

  /** A tenant may be made long after the configuration that names it. */
  private static Predicate<UUID> named(String name, Tenants tenants) {
    return tenantId ->
        name.equalsIgnoreCase(tenantId.toString())
            || tenants.find(tenantId).map(Tenant::name).filter(name::equalsIgnoreCase).isPresent();
  }

  private static SSLContext trust(Path authority) {
    try {
      return TrustedAuthority.context(Files.readString(authority));
    } catch (IOException unreadable) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "freehold.ledger.witnesses: the authority %s cannot be read".formatted(authority),
          unreadable);
    }
  }
}
