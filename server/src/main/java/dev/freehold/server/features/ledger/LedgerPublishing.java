package dev.freehold.server.features.ledger;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
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
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.records.LedgerServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * The published logs of the tenants, both the service's and those of the vaults in its process, and
 * the witnesses that cosign them.
 *
 * @param services the service's logs
 * @param vaults the vaults' logs; empty if the vaults could not start
 * @param watch the witnesses' last answers
 */
public record LedgerPublishing(
    LedgerServices services, Optional<LedgerServices> vaults, WitnessWatch watch) {

  /** Whose key it is that is sealed: the service's. */
  private static final UUID SERVICE = new UUID(0, 0);

  /**
   * Publishes the logs of a service and those of the vaults of its process, or the log of vaults
   * that run alone.
   *
   * @param serviceName what the process's own log is called
   * @param master seals the key that signs for it
   * @param vaults nothing if they could not start, or run alone
   * @param closer ends the rounds of the witnesses
   */
  public static LedgerPublishing start(
      ServerSettings.Ledger settings,
      Basics basics,
      String serviceName,
      ServiceMasterKey master,
      Optional<LogSource> vaults,
      Tenants tenants,
      Closer closer) {
    LogSource own = log(basics, serviceName, master);
    WitnessWatch watch = new WitnessWatch(basics.meters());
    PublisherSettings publishing = publishing(settings, tenants, watch, basics.clock(), closer);
    return new LedgerPublishing(
        publishing.start(own, closer), vaults.map(log -> publishing.start(log, closer)), watch);
  }

  private static LogSource log(Basics basics, String serviceName, ServiceMasterKey master) {
    LogIdentity identity =
        LogIdentity.openOrCreate(
            LogKind.SERVICE,
            basics.database(),
            basics.ledger(),
            sealer(master),
            serviceName,
            basics.clock());
    return new LogSource(identity, basics.database(), basics.ledger());
  }

  private static PublisherSettings publishing(
      ServerSettings.Ledger settings,
      Tenants tenants,
      WitnessWatch watch,
      Clock clock,
      Closer closer) {
    return new PublisherSettings(
        settings.witnesses().stream().map(entry -> witness(entry, tenants, closer)).toList(),
        settings.checkpointInterval(),
        watch,
        clock);
  }

  /** Seals the key that signs, as a secret of the service's. */
  private static SecretSealer sealer(ServiceMasterKey master) {
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
  private static LogWitness witness(WitnessEntry entry, Tenants tenants, Closer closer) {
    HttpSubmission way =
        closer.add(
            new HttpSubmission(entry.address(), entry.authority().map(LedgerPublishing::trust)));
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
