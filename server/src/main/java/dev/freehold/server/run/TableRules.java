package dev.freehold.server.run;

import dev.freehold.server.coverage.ContentTables;
import dev.freehold.server.coverage.CustodyTables;
import dev.freehold.server.coverage.DatabaseRules;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.LedgerTables;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.coverage.VaultTables;
import dev.freehold.server.features.accesskeys.AccessKeysFeature;
import dev.freehold.server.features.approvers.ApproversFeature;
import dev.freehold.server.features.assignments.AssignmentsFeature;
import dev.freehold.server.features.audit.AuditFeature;
import dev.freehold.server.features.delivery.DeliveryFeature;
import dev.freehold.server.features.directory.DirectoryFeature;
import dev.freehold.server.features.documents.DocumentsFeature;
import dev.freehold.server.features.factors.FactorsFeature;
import dev.freehold.server.features.geos.GeosFeature;
import dev.freehold.server.features.holds.HoldsFeature;
import dev.freehold.server.features.jobs.JobsFeature;
import dev.freehold.server.features.lockbox.LockboxFeature;
import dev.freehold.server.features.mailboxes.MailboxesFeature;
import dev.freehold.server.features.messages.MessagesFeature;
import dev.freehold.server.features.migration.MigrationFeature;
import dev.freehold.server.features.nodes.NodesFeature;
import dev.freehold.server.features.notifications.NotificationsFeature;
import dev.freehold.server.features.pendingacts.PendingActsFeature;
import dev.freehold.server.features.policies.PoliciesFeature;
import dev.freehold.server.features.purge.PurgeFeature;
import dev.freehold.server.features.recovery.RecoveryFeature;
import dev.freehold.server.features.scrub.ScrubFeature;
import dev.freehold.server.features.signing.SigningFeature;
import dev.freehold.server.features.sites.SitesFeature;
import dev.freehold.server.features.tenants.TenantsFeature;
import dev.freehold.server.features.tokens.TokensFeature;
import dev.freehold.server.stores.Schemas;
import java.util.List;
import java.util.stream.Stream;

/**
 * The coverage rules of the tables in each database: those of each feature, and those that belong
 * to no feature. {@link Schemas} lists the same databases' migrations.
 */
public final class TableRules {

  /** Of features whose tables are custody's, which vaults that run alone have as well. */
  private static final List<List<TableRule>> CUSTODY =
      List.of(
          CustodyTables.keys(),
          NodesFeature.TABLES,
          TokensFeature.TABLES,
          TenantsFeature.TABLES,
          DirectoryFeature.TABLES,
          FactorsFeature.TABLES,
          PoliciesFeature.TABLES,
          AssignmentsFeature.TABLES,
          GeosFeature.TABLES,
          RecoveryFeature.TABLES,
          PurgeFeature.TABLES,
          ApproversFeature.TABLES,
          SigningFeature.TABLES,
          JobsFeature.TABLES,
          AuditFeature.TABLES,
          PendingActsFeature.TABLES,
          HoldsFeature.TABLES,
          LockboxFeature.TABLES);

  /** Of features whose tables are those of sealed objects, mail or files. */
  private static final List<List<TableRule>> CONTENT =
      List.of(
          ContentTables.objects(),
          MailboxesFeature.TABLES,
          MessagesFeature.TABLES,
          DeliveryFeature.TABLES,
          MigrationFeature.TABLES,
          SitesFeature.TABLES,
          AccessKeysFeature.TABLES,
          DocumentsFeature.TABLES,
          ScrubFeature.TABLES);

  private TableRules() {}

  /** The databases of a service and of vaults that run alone. */
  public static DatabaseRules all() {
    return new DatabaseRules(main(), availability(), vault(), standaloneVault());
  }

  /** The service's metadata. */
  public static List<TableRule> main() {
    return together(
        Stream.of(
            List.of(LedgerTables.ledger(Key.SERVICE_MASTER), NotificationsFeature.TABLES),
            CUSTODY,
            CONTENT));
  }

  /** Availability keys and the service's own roots. */
  public static List<TableRule> availability() {
    return together(Stream.of(List.of(CustodyTables.availability())));
  }

  /** The vaults of a service's process. */
  public static List<TableRule> vault() {
    return together(
        Stream.of(
            List.of(
                LedgerTables.ledger(Key.VAULT_MASTER), AuditFeature.TABLES, VaultTables.vault())));
  }

  /** Vaults that run alone, with their own directory. */
  public static List<TableRule> standaloneVault() {
    return together(
        Stream.of(List.of(LedgerTables.ledger(Key.SERVICE_MASTER), VaultTables.vault()), CUSTODY));
  }

  private static List<TableRule> together(Stream<List<List<TableRule>>> parts) {
    return Stream.concat(
            LedgerTables.history().stream(), parts.flatMap(List::stream).flatMap(List::stream))
        .toList();
  }
}
