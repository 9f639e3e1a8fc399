package dev.freehold.server.run;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.ledger.LedgerFeed;
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
import java.util.Optional;
import java.util.UUID;

/** Sends audit records to where they are collected, if that is configured. */
final class AuditPart {

  private AuditPart() {}

  static Optional<SyslogSink> start(
      ServerSettings settings,
      Stores stores,
      DirectoryPart directory,
      CustodyPart custody,
      MeterRegistry meters,
      Clock clock) {
    UnifiedRecords.Directory names =
        new UnifiedRecords.Directory(
            directory.identities(),
            directory.users(),
            PolicyKinds.in(custody.services().policies()));
    return settings
        .syslog()
        .map(
            syslog ->
                new SyslogSink(
                    new LedgerFeed(stores.database()),
                    new SyslogSink.Place(stores.database(), clock),
                    target(syslog, settings.network().apiName(), directory.tenants()),
                    () -> new UnifiedRecords(names),
                    SinkTimes.defaults(),
                    meters));
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
        .map(
            syslog ->
                new SyslogSink(
                    new LedgerFeed(database),
                    new SyslogSink.Place(database, clock),
                    target(syslog, ownName, tenants),
                    () -> new UnifiedRecords(names),
                    SinkTimes.defaults(),
                    meters));
  }
}
