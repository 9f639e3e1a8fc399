package dev.freehold.server.run;

import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.audit.AuditSinks;
import dev.freehold.server.features.ledger.LedgerPublishing;
import dev.freehold.server.health.Check;
import dev.freehold.server.records.Erasures;
import dev.freehold.server.records.LedgerServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded at vaults that run alone, for anyone who checks it: auditors, who ask the login
 * host, witnesses and a collector. Thread-safe.
 */
final class VaultRecords {

  private final ServerSettings settings;
  private final Basics basics;
  private final DirectoryPart directory;
  private final UnifiedRecords.Directory names;
  private final String host;
  private final LedgerPublishing logs;
  private List<Check> sinks = List.of();

  /**
   * Opens the logs, and begins to show them to witnesses if there are any.
   *
   * @param issuerKey seals the key that signs them, as it does those that sign tokens
   * @param host the login host's name, without a port
   */
  VaultRecords(
      ServerSettings settings,
      Basics basics,
      DirectoryPart directory,
      ServiceMasterKey issuerKey,
      String host,
      Closer closer) {
    this.settings = settings;
    this.basics = basics;
    this.directory = directory;
    this.host = host;
    this.names =
        new UnifiedRecords.Directory(
            directory.identities(),
            directory.users(),
            (tenantId, policyId) -> Optional.empty(), // Policies are a service's.
            LogKind.VAULTS);
    this.logs =
        LedgerPublishing.start(
            settings.ledger(),
            basics,
            host,
            issuerKey,
            Optional.empty(),
            directory.tenants(),
            closer);
  }

  /** What auditors are answered from. */
  LedgerServices logs() {
    return logs.services();
  }

  /** Tells auditors whose entries they are. */
  UnifiedRecords.Directory names() {
    return names;
  }

  /** Takes out of them what names persons. */
  Erasures erasures() {
    return Erasures.ofVaults(directory.identities(), logs());
  }

  /**
   * Begins to send records to the collector, if one is configured. The tenant that the settings may
   * name has to be there.
   */
  void send(Closer closer) {
    AuditSinks all =
        new AuditSinks(
            settings.syslog(),
            host,
            directory.tenants(),
            Map.of(LogKind.VAULTS, basics.database()),
            names,
            basics.meters(),
            basics.clock());
    all.start(closer);
    sinks = all.checks();
  }

  /** What is looked at to know whether auditors, witnesses and the collector miss anything. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>(List.of(logs.watch().check()));
    checks.addAll(sinks);
    return checks;
  }
}
