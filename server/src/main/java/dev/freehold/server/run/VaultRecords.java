package dev.freehold.server.run;

import dev.freehold.server.features.audit.AuditSinks;
import dev.freehold.server.features.ledger.LedgerPublishing;
import dev.freehold.server.features.ledger.LogPublishing;
import dev.freehold.server.features.ledger.WitnessWatch;
import dev.freehold.server.features.Closer;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.audit.syslog.SyslogSink;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.health.Check;
import dev.freehold.server.records.Erasures;
import dev.freehold.server.records.LedgerServices;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded at vaults that run alone, for whoever checks it: auditors, who ask the login
 * host, witnesses and a collector. Thread-safe.
 */
final class VaultRecords {

  private final MeterRegistry meters;
  private final WitnessWatch watch;
  private final ServerSettings settings;
  private final Database database;
  private final DirectoryPart directory;
  private final UnifiedRecords.Directory names;
  private final String host;
  private final LedgerServices logs;
  private final Clock clock;
  private Optional<SyslogSink> sink = Optional.empty();

  /**
   * Opens the logs, and begins to show them to witnesses if there are any.
   *
   * @param issuerKey seals the key that signs them, as it does those that sign tokens
   * @param host the login host's name, without a port
   */
  VaultRecords(
      ServerSettings settings,
      Database database,
      Ledger ledger,
      DirectoryPart directory,
      ServiceMasterKey issuerKey,
      String host,
      MeterRegistry meters,
      Clock clock,
      Closer closer) {
    this.meters = meters;
    this.watch = new WitnessWatch(meters);
    this.settings = settings;
    this.database = database;
    this.directory = directory;
    this.host = host;
    this.clock = clock;
    this.names =
        new UnifiedRecords.Directory(
            directory.identities(),
            directory.users(),
            (tenantId, policyId) -> Optional.empty(), // Policies are a service's.
            LogKind.VAULTS);
    LogIdentity identity =
        LogIdentity.openOrCreate(
            LogKind.SERVICE, database, ledger, LedgerPublishing.sealer(issuerKey), host, clock);
    this.logs = publishing(closer).start(identity, database, ledger, closer);
  }

  private LogPublishing publishing(Closer closer) {
    return new LogPublishing(
        settings.ledger().witnesses().stream()
            .map(entry -> LedgerPublishing.witness(entry, directory.tenants(), closer))
            .toList(),
        settings.ledger().checkpointInterval(),
        watch,
        clock);
  }

  /** What auditors are answered from. */
  LedgerServices logs() {
    return logs;
  }

  /** Tells auditors whose entries they are. */
  UnifiedRecords.Directory names() {
    return names;
  }

  /** Takes out of them what names persons. */
  Erasures erasures() {
    return Erasures.ofVaults(directory.identities(), logs);
  }

  /**
   * Begins to send records to the collector, if one is configured. The tenant that the settings may
   * name has to be there.
   */
  void send(Closer closer) {
    sink =
        AuditSinks.ofVaults(settings, database, names, directory.tenants(), host, meters, clock)
            .map(closer::add);
  }

  /** What is looked at to know whether auditors, witnesses and the collector miss anything. */
  List<Check> checks() {
    Check witnesses = new Check("witnesses", false, watch::requireContent);
    return sink.map(
            syslog ->
                List.of(
                    witnesses,
                    new Check("audit-sink", false, () -> syslog.status().requireKeepingUp())))
        .orElse(List.of(witnesses));
  }
}
