package dev.freehold.server.features.audit;

import dev.freehold.server.run.CustodyPart;
import dev.freehold.server.run.DirectoryPart;
import dev.freehold.server.run.Stores;
import dev.freehold.server.run.VaultPart;
import dev.freehold.server.features.Closer;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.audit.PolicyKinds;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.audit.syslog.SinkTimes;
import dev.freehold.server.audit.syslog.SyslogSink;
import dev.freehold.server.audit.syslog.SyslogTarget;
import dev.freehold.server.audit.syslog.SyslogTls;
import dev.freehold.server.config.ServerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sends audit records to where they are collected, if that is configured. */
final class AuditSinks {

  private AuditSinks() {}

  /**
   * Starts one sink for each ledger of the process. How far it is, is remembered beside the ledger:
   * whoever restores the one restores the other, so that nothing is left out afterwards.
   */
  static List<SyslogSink> start(
      ServerSettings settings,
      Stores stores,
      VaultPart vaults,
      DirectoryPart directory,
      CustodyPart custody,
      MeterRegistry meters,
      Clock clock,
      Closer closer) {
    if (settings.syslog().isEmpty()) {
      return List.of();
    }
    SyslogTarget target =
        target(settings.syslog().get(), settings.network().apiName(), directory.tenants());
    UnifiedRecords.Directory names =
        new UnifiedRecords.Directory(
            directory.identities(),
            directory.users(),
            PolicyKinds.in(custody.services().policies()),
            LogKind.SERVICE);
    Map<LogKind, Database> ledgers = new EnumMap<>(LogKind.class);
    ledgers.put(LogKind.SERVICE, stores.database());
    vaults.running().ifPresent(they -> ledgers.put(LogKind.VAULTS, they.database()));
    List<SyslogSink> sinks = new ArrayList<>();
    ledgers.forEach(
        (kind, database) ->
            sinks.add(closer.add(sink(database, target, names.in(kind), meters, clock))));
    return sinks;
  }

  /**
   * The same for vaults that run alone.
   *
   * @param database the ledger's own
   * @param names who records are about
   * @param ownName the DNS name by which the collector knows them
   */
  static Optional<SyslogSink> ofVaults(
      ServerSettings settings,
      Database database,
      UnifiedRecords.Directory names,
      Tenants tenants,
      String ownName,
      MeterRegistry meters,
      Clock clock) {
    return settings
        .syslog()
        .map(syslog -> sink(database, target(syslog, ownName, tenants), names, meters, clock));
  }

  private static SyslogSink sink(
      Database database,
      SyslogTarget target,
      UnifiedRecords.Directory names,
      MeterRegistry meters,
      Clock clock) {
    return new SyslogSink(
        new LedgerFeed(database),
        new SyslogSink.Place(names.log(), database, clock),
        target,
        () -> new UnifiedRecords(names),
        SinkTimes.defaults(),
        meters);
  }

  private static SyslogTarget target(
      ServerSettings.Syslog syslog, String ownName, Tenants tenants) {
    return new SyslogTarget(
        syslog.host(),
        syslog.port(),
        SyslogTls.context(syslog.authorities(), syslog.clientCertificate()),
        syslog.format(),
        syslog.tenant().isEmpty() ? Optional.empty() : Optional.of(tenant(syslog, tenants)),
        ownName);
  }

  private static UUID tenant(ServerSettings.Syslog syslog, Tenants tenants) {
    return find(syslog.tenant(), tenants)
        .orElseThrow(
            () ->
                new ServerException(
                    ServerError.CONFIGURATION_INVALID,
                    "freehold.audit.syslog.tenant names no tenant; make it first, or leave it empty"
                        + " for all tenants"));
  }

  private static Optional<UUID> find(String tenant, Tenants tenants) {
    try {
      return tenants.find(UUID.fromString(tenant)).map(Tenant::id);
    } catch (IllegalArgumentException notAnId) {
      return tenants.findByName(tenant).map(Tenant::id);
    }
  }
}
