package dev.freehold.server.api;

import dev.freehold.content.preview.PolicyPreviews;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.custody.moves.MoveRestart;
import dev.freehold.custody.pending.PendingActs;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeConsents;
import dev.freehold.custody.seals.RowAcceptance;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.server.audit.PolicyKinds;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.document.OperatorApprovals;
import dev.freehold.server.document.PurgeDocuments;
import dev.freehold.server.features.accesskeys.AccessKeysApi;
import dev.freehold.server.features.approvers.ApproversApi;
import dev.freehold.server.features.assignments.AssignmentsApi;
import dev.freehold.server.features.assignments.MoveApprovalsApi;
import dev.freehold.server.features.audit.AuditApi;
import dev.freehold.server.features.directory.Applications;
import dev.freehold.server.features.directory.ApplicationsApi;
import dev.freehold.server.features.directory.Graph;
import dev.freehold.server.features.directory.GraphApi;
import dev.freehold.server.features.directory.IdentitiesApi;
import dev.freehold.server.features.directory.IdentityEdits;
import dev.freehold.server.features.directory.MeApi;
import dev.freehold.server.features.directory.People;
import dev.freehold.server.features.directory.UsersApi;
import dev.freehold.server.features.directory.VaultAdministrators;
import dev.freehold.server.features.directory.WayDesk;
import dev.freehold.server.features.directory.WaysInApi;
import dev.freehold.server.features.geos.GeosApi;
import dev.freehold.server.features.holds.HoldsApi;
import dev.freehold.server.features.jobs.JobsApi;
import dev.freehold.server.features.ledger.LedgerApi;
import dev.freehold.server.features.lockbox.LockboxFeature;
import dev.freehold.server.features.mailboxes.MailboxesApi;
import dev.freehold.server.features.mailboxes.StatisticsApi;
import dev.freehold.server.features.messages.MessagesApi;
import dev.freehold.server.features.migration.MigrationBatchesApi;
import dev.freehold.server.features.migration.MigrationEndpointsApi;
import dev.freehold.server.features.pendingacts.PendingActsApi;
import dev.freehold.server.features.policies.PoliciesApi;
import dev.freehold.server.features.policies.RollsApi;
import dev.freehold.server.features.policies.SilenceApi;
import dev.freehold.server.features.previews.PreviewApi;
import dev.freehold.server.features.purge.PurgeApi;
import dev.freehold.server.features.purge.PurgesApi;
import dev.freehold.server.features.recovery.RecoveryApi;
import dev.freehold.server.features.refusedrows.RefusedRowsApi;
import dev.freehold.server.features.signing.PurgeDocumentsApi;
import dev.freehold.server.features.signing.PurgeSigningApi;
import dev.freehold.server.features.sites.SiteAccess;
import dev.freehold.server.features.sites.SitePermissionsApi;
import dev.freehold.server.features.sites.SitesApi;
import dev.freehold.server.features.tenants.SubscriptionsApi;
import dev.freehold.server.features.tenants.TenantsApi;
import dev.freehold.server.features.tokens.TokenApi;
import dev.freehold.server.features.vaultlog.VaultLog;
import dev.freehold.server.login.PurgeSigning;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.vault.server.VaultServer;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The handlers behind the routes, by what they are about. */
public final class Apis {

  private final TokenApi tokens;
  private final TenantsApi tenants;
  private final ApplicationsApi applications;
  private final UsersApi users;
  private final IdentitiesApi identities;
  private final WaysInApi waysIn;
  private final MeApi me;
  private final GraphApi graph;
  private final SubscriptionsApi subscriptions;
  private final PoliciesApi policies;
  private final SilenceApi silence;
  private final PoliciesApi multiWorkloadPolicies;
  private final AssignmentsApi assignments;
  private final RollsApi rolls;
  private final GeosApi geos;
  private final RecoveryApi recovery;
  private final MoveApprovalsApi moveApprovals;
  private final RefusedRowsApi refusedRows;
  private final PurgeApi purge;
  private final PurgesApi purges;
  private final ApproversApi approvers;
  private final PurgeDocumentsApi purgeDocuments;
  private final PurgeSigningApi purgeSigning;
  private final JobsApi jobs;
  private final AuditApi audit;
  private final LedgerApi ledger;
  private final PendingActsApi pendingActs;
  private final Optional<VaultLog> vaultLog;
  private final MailboxesApi mailboxes;
  private final StatisticsApi statistics;
  private final MessagesApi messages;
  private final MigrationEndpointsApi migrationEndpoints;
  private final MigrationBatchesApi migrationBatches;
  private final SitesApi sites;
  private final SitePermissionsApi sitePermissions;
  private final AccessKeysApi accessKeys;
  private final HoldsApi holds;
  private final LockboxFeature lockbox;
  private final PreviewApi previews;

  /**
   * Wires the handlers to the services.
   *
   * @param vaults this server's own key vaults, if they run
   * @param logsOfVaults where their acts are recorded
   */
  public Apis(
      TokenApi tokens,
      DirectoryServices directory,
      CustodyServices custody,
      Mail mail,
      Files files,
      LedgerServices ledger,
      Signing documents,
      Optional<VaultServer> vaults,
      Optional<LedgerServices> logsOfVaults,
      Clock clock) {
    this.tokens = tokens;
    VaultAdministrators holders =
        VaultAdministrators.of(directory.identities(), documents.approvers(), vaults);
    this.applications =
        new ApplicationsApi(new Applications(directory.identities(), holders), directory.issuer());
    this.users = new UsersApi(new People(directory.users(), holders));
    this.identities =
        new IdentitiesApi(
            new IdentityEdits(
                directory.users(), directory.identities(), directory.changes(), holders));
    this.waysIn =
        new WaysInApi(
            new WayDesk(directory.users(), directory.identities(), directory.changes(), clock));
    this.me = new MeApi(directory.tenants(), directory.identities(), directory.users());
    this.graph = new GraphApi(new Graph(directory.users(), directory.identities()));
    this.tenants = new TenantsApi(directory.tenants(), directory.identities());
    this.subscriptions = new SubscriptionsApi(vaults, directory.identities(), holders);
    this.policies = new PoliciesApi(PolicyKind.MAILBOX, custody, clock);
    this.silence = new SilenceApi(custody.silenceBounds());
    this.multiWorkloadPolicies = new PoliciesApi(PolicyKind.MULTI_WORKLOAD, custody, clock);
    this.assignments =
        new AssignmentsApi(
            custody.database(),
            custody.policies(),
            custody.assignments(),
            custody.moves(),
            new MoveRestart(custody.database(), custody.jobs()),
            mail.mailboxes(),
            clock);
    this.rolls = new RollsApi(custody.policies(), custody.rolls(), custody.needs(), clock);
    this.geos =
        new GeosApi(
            custody.geos(),
            custody.filePolicies(),
            custody.geoStatuses(),
            custody.recovery(),
            custody.crossCheck(),
            custody.keyAccess(),
            clock);
    this.recovery = new RecoveryApi(custody.recovery(), custody.policies(), clock);
    this.moveApprovals = new MoveApprovalsApi(custody.approvals(), custody.jobs(), clock);
    this.refusedRows = new RefusedRowsApi(RowAcceptance.of(custody.database()));
    this.purge = new PurgeApi(custody.policies(), custody.geos(), custody.purges());
    this.purges =
        new PurgesApi(
            documents.cases(), documents.consents(), custody.jobs(), ledger.receipts(), clock);
    this.approvers = new ApproversApi(documents.approvers(), documents.keys());
    this.purgeDocuments =
        new PurgeDocumentsApi(documents.cases(), documents.documents(), documents.approvals());
    this.purgeSigning = new PurgeSigningApi(documents.signing(), documents.own());
    this.jobs = new JobsApi(custody.jobs(), clock);
    this.ledger = new LedgerApi(ledger);
    this.pendingActs =
        PendingActsApi.of(directory, custody.lockbox(), documents, ledger, logsOfVaults, clock);
    OwnerStates states =
        new OwnerStates(
            custody.database(), custody.holds(), directory.identities(), directory.users());
    UnifiedRecords.Directory actors =
        new UnifiedRecords.Directory(
            directory.identities(),
            directory.users(),
            PolicyKinds.in(custody.policies()),
            LogKind.SERVICE);
    this.audit = new AuditApi(ledger, actors);
    this.vaultLog = logsOfVaults.map(logs -> VaultLog.of(logs, actors));
    this.mailboxes =
        new MailboxesApi(
            mail.mailboxes(), mail.recipients(), mail.folders(), custody.policies(), states);
    this.statistics =
        new StatisticsApi(
            mail.mailboxes(),
            custody.jobs(),
            new MoveProgress(custody.database(), custody.jobs()),
            states,
            clock);
    this.messages = new MessagesApi(mail.mailboxes(), mail.folders(), mail.messages(), clock);
    this.migrationEndpoints = new MigrationEndpointsApi(mail.migrationEndpoints());
    this.migrationBatches = new MigrationBatchesApi(mail.migrationBatches());
    SiteAccess access =
        new SiteAccess(files.sites(), files.roles(), files.urls(), directory.tenants());
    this.sites = new SitesApi(files.sites(), access, custody.geos(), files.urls(), states);
    this.sitePermissions = new SitePermissionsApi(files.roles(), access);
    this.accessKeys = new AccessKeysApi(files.accessKeys());
    OwnerNames names =
        new OwnerNames(mail.mailboxes(), files.sites(), files.urls(), directory.tenants());
    this.previews = new PreviewApi(mail.previews(), custody.policies(), custody.geos(), names);
    this.holds =
        new HoldsApi(
            custody.holds(),
            custody.policies(),
            names,
            access,
            directory.identities(),
            directory.users());
    this.lockbox = LockboxFeature.of(custody, directory, mail, files);
  }

  /**
   * The mail itself, what administrators know of mailboxes, how mail is brought in, and what would
   * be lost with a policy.
   */
  public record Mail(
      Mailboxes mailboxes,
      Recipients recipients,
      Folders folders,
      Messages messages,
      MigrationEndpoints migrationEndpoints,
      MigrationBatches migrationBatches,
      PolicyPreviews previews) {}

  /**
   * Who signs purges, and what is signed.
   *
   * @param own the address of the REST API
   */
  public record Signing(
      PurgeCases cases,
      PurgeConsents consents,
      Approvers approvers,
      PendingActs pendingActs,
      ApproverKeyMaker keys,
      PurgeDocuments documents,
      OperatorApprovals approvals,
      PurgeSigning signing,
      URI own) {}

  /** Sites, who may come to them, and what is in them. */
  public record Files(
      Sites sites, SiteRoles roles, AccessKeys accessKeys, SiteUrls urls, Documents documents) {}

  TokenApi tokens() {
    return tokens;
  }

  TenantsApi tenants() {
    return tenants;
  }

  ApplicationsApi applications() {
    return applications;
  }

  UsersApi users() {
    return users;
  }

  IdentitiesApi identities() {
    return identities;
  }

  WaysInApi waysIn() {
    return waysIn;
  }

  MeApi me() {
    return me;
  }

  GraphApi graph() {
    return graph;
  }

  SubscriptionsApi subscriptions() {
    return subscriptions;
  }

  PoliciesApi policies() {
    return policies;
  }

  SilenceApi silence() {
    return silence;
  }

  PoliciesApi multiWorkloadPolicies() {
    return multiWorkloadPolicies;
  }

  AssignmentsApi assignments() {
    return assignments;
  }

  RollsApi rolls() {
    return rolls;
  }

  GeosApi geos() {
    return geos;
  }

  MoveApprovalsApi moveApprovals() {
    return moveApprovals;
  }

  RecoveryApi recovery() {
    return recovery;
  }

  RefusedRowsApi refusedRows() {
    return refusedRows;
  }

  PurgeApi purge() {
    return purge;
  }

  PurgesApi purges() {
    return purges;
  }

  ApproversApi approvers() {
    return approvers;
  }

  PurgeDocumentsApi purgeDocuments() {
    return purgeDocuments;
  }

  PurgeSigningApi purgeSigning() {
    return purgeSigning;
  }

  JobsApi jobs() {
    return jobs;
  }

  AuditApi audit() {
    return audit;
  }

  LedgerApi ledger() {
    return ledger;
  }

  PendingActsApi pendingActs() {
    return pendingActs;
  }

  Optional<VaultLog> vaultLog() {
    return vaultLog;
  }

  MailboxesApi mailboxes() {
    return mailboxes;
  }

  StatisticsApi statistics() {
    return statistics;
  }

  MessagesApi messages() {
    return messages;
  }

  MigrationEndpointsApi migrationEndpoints() {
    return migrationEndpoints;
  }

  MigrationBatchesApi migrationBatches() {
    return migrationBatches;
  }

  SitesApi sites() {
    return sites;
  }

  SitePermissionsApi sitePermissions() {
    return sitePermissions;
  }

  AccessKeysApi accessKeys() {
    return accessKeys;
  }

  PreviewApi previews() {
    return previews;
  }

  HoldsApi holds() {
    return holds;
  }

  LockboxFeature lockbox() {
    return lockbox;
  }
}
