package dev.freehold.server.features.audit;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.audit.syslog.SinkTimes;
import dev.freehold.server.audit.syslog.SyslogSink;
import dev.freehold.server.audit.syslog.SyslogTarget;
import dev.freehold.server.audit.syslog.SyslogTls;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import dev.freehold.server.health.Check;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends audit records to the configured collector, one sink for each ledger of the process. The
 * position is stored in the ledger's database, so a restore brings both back together and no record
 * is left out afterwards.
 */
public final class AuditSinks {

  private final Optional<SyslogTarget> target;
  private final Map<LogKind, Database> ledgers;
  private final UnifiedRecords.Directory names;
  private final MeterRegistry meters;
  private final Clock clock;
  private volatile List<SyslogSink> sinks = List.of();

  /**
   * Wires them.
   *
   * @param ownName the DNS name by which the collector knows the process
   * @param ledgers the ledgers of the process, by whose acts are in them
   * @param names whom and what records are about
   * @throws ServerException with {@code CONFIGURATION_INVALID} if the settings name no tenant that
   *     is there
   */
  public AuditSinks(
      Optional<ServerSettings.Syslog> settings,
      String ownName,
      Tenants tenants,
      Map<LogKind, Database> ledgers,
      UnifiedRecords.Directory names,
      MeterRegistry meters,
      Clock clock) {
    this.target = settings.map(syslog -> target(syslog, ownName, tenants));
    this.ledgers = new EnumMap<>(ledgers);
    this.names = names;
    this.meters = meters;
    this.clock = clock;
  }

  /** Begins to send, if a collector is configured; the closer ends it. */
  public void start(Closer closer) {
    target.ifPresent(
        to ->
            sinks =
                ledgers.entrySet().stream()
                    .map(ledger -> closer.add(sink(ledger.getKey(), ledger.getValue(), to)))
                    .toList());
  }

  /** Fails while the collector does not keep up; it only degrades. Nothing without a collector. */
  public List<Check> checks() {
    return target.isEmpty()
        ? List.of()
        : List.of(
            new Check(
                "audit-sink", false, () -> sinks.forEach(s -> s.status().requireKeepingUp())));
  }

  private SyslogSink sink(LogKind kind, Database database, SyslogTarget to) {
    UnifiedRecords.Directory own = names.in(kind);
    return new SyslogSink(
        new LedgerFeed(database),
        new SyslogSink.Place(kind, database, clock),
        to,
        () -> new UnifiedRecords(own),
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
