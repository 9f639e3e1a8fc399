package dev.freehold.server.api;

import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.identity.Users;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.custody.moves.MoveRestart;
import dev.freehold.files.SiteRoles;
import dev.freehold.files.SiteUrls;
import dev.freehold.files.Sites;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.mail.Folders;
import dev.freehold.mail.Mailboxes;
import dev.freehold.mail.Messages;
import dev.freehold.mail.Recipients;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.server.audit.PolicyKinds;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.directory.Applications;
import dev.freehold.server.directory.Callers;
import dev.freehold.server.directory.Graph;
import dev.freehold.server.directory.People;
import dev.freehold.vault.server.VaultServer;
import java.time.Clock;
import java.util.Optional;

/** The handlers behind the routes, by what they are about. */
public final class Apis {

  private final Callers callers;
  private final HealthApi health;
  private final TokenApi tokens;
  private final TenantsApi tenants;
  private final ApplicationsApi applications;
  private final UsersApi users;
  private final MeApi me;
  private final GraphApi graph;
  private final SubscriptionsApi subscriptions;
  private final PoliciesApi policies;
  private final PoliciesApi multiWorkloadPolicies;
  private final AssignmentsApi assignments;
  private final RollsApi rolls;
  private final GeosApi geos;
  private final RecoveryApi recovery;
  private final PurgeApi purge;
  private final JobsApi jobs;
  private final AuditApi audit;
  private final LedgerApi ledger;
  private final MailboxesApi mailboxes;
  private final StatisticsApi statistics;
  private final MessagesApi messages;
  private final MigrationEndpointsApi migrationEndpoints;
  private final MigrationBatchesApi migrationBatches;
  private final SitesApi sites;
  private final SitePermissionsApi sitePermissions;
  private final AccessKeysApi accessKeys;

  /**
   * Wires the handlers to the services.
   *
   * @param vaults this server's own key vaults, if they run
   */
  public Apis(
      HealthApi health,
      TokenApi tokens,
      Directory directory,
      CustodyServices custody,
      Mail mail,
      Files files,
      LedgerServices ledger,
      Optional<VaultServer> vaults,
      Clock clock) {
    this.callers = new Callers(directory.identities());
    this.health = health;
    this.tokens = tokens;
    this.applications =
        new ApplicationsApi(new Applications(directory.identities()), directory.issuer());
    this.users = new UsersApi(new People(directory.users()));
    this.me = new MeApi(directory.tenants(), directory.identities(), directory.users());
    this.graph = new GraphApi(new Graph(directory.users(), directory.identities()));
    this.tenants = new TenantsApi(directory.tenants(), directory.identities());
    this.subscriptions = new SubscriptionsApi(vaults);
    this.policies = policies(PolicyKind.MAILBOX, custody, clock);
    this.multiWorkloadPolicies = policies(PolicyKind.MULTI_WORKLOAD, custody, clock);
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
    this.purge = new PurgeApi(custody.policies(), custody.purges());
    this.jobs = new JobsApi(custody.jobs(), clock);
    this.audit =
        new AuditApi(
            custody.ledger(),
            new UnifiedRecords.Directory(
                directory.identities(), directory.users(), PolicyKinds.in(custody.policies())));
    this.ledger = new LedgerApi(ledger);
    this.mailboxes =
        new MailboxesApi(mail.mailboxes(), mail.recipients(), mail.folders(), custody.policies());
    this.statistics =
        new StatisticsApi(
            mail.mailboxes(),
            custody.jobs(),
            new MoveProgress(custody.database(), custody.jobs()),
            clock);
    this.messages = new MessagesApi(mail.mailboxes(), mail.folders(), mail.messages(), clock);
    this.migrationEndpoints = new MigrationEndpointsApi(mail.migrationEndpoints());
    this.migrationBatches = new MigrationBatchesApi(mail.migrationBatches());
    SiteAccess access =
        new SiteAccess(files.sites(), files.roles(), files.urls(), directory.tenants());
    this.sites = new SitesApi(files.sites(), access, custody.geos(), files.urls());
    this.sitePermissions = new SitePermissionsApi(files.roles(), access);
    this.accessKeys = new AccessKeysApi(files.accessKeys());
  }

  private static PoliciesApi policies(PolicyKind kind, CustodyServices custody, Clock clock) {
    return new PoliciesApi(
        kind, custody.policies(), custody.keyAccess(), custody.crossCheck(), custody.jobs(), clock);
  }

  /** Who there is. */
  public record Directory(
      Tenants tenants, Identities identities, Users users, TokenIssuer issuer) {}

  /** The mail itself, what administrators know of mailboxes, and how mail is brought in. */
  public record Mail(
      Mailboxes mailboxes,
      Recipients recipients,
      Folders folders,
      Messages messages,
      MigrationEndpoints migrationEndpoints,
      MigrationBatches migrationBatches) {}

  /** Sites and who may come to them. */
  public record Files(Sites sites, SiteRoles roles, AccessKeys accessKeys, SiteUrls urls) {}

  Callers callers() {
    return callers;
  }

  HealthApi health() {
    return health;
  }

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

  RecoveryApi recovery() {
    return recovery;
  }

  PurgeApi purge() {
    return purge;
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
}
