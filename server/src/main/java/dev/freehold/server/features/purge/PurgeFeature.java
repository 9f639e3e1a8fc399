package dev.freehold.server.features.purge;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.CONCERNED;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.SHAREPOINT;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.purge.OwnerNameSource;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeConsents;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.purge.run.PurgeJob;
import dev.freehold.custody.purge.run.PurgeRunSettings;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.receipt.Receipts;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.policies.PolicyViews;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Shape;
import dev.freehold.server.notifications.OccasionSource;
import dev.freehold.web.http.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Purges: requesting them, vault administrators' consents, the job that carries them out after
 * approval, and freeing the space afterwards. The features {@code approvers} and {@code signing}
 * handle the approval.
 */
public final class PurgeFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("purge_cases")
              .sealedRow()
              .numbers("seal_version")
              .ids("id tenant_id policy_id geo_id inventory_after job_id receipt_entry")
              .states("without_vaults journals nodes")
              .names("signer_name authorised_by")
              .hashed("list of owners", "inventory_sha256")
              .hashed("document", "document_sha256 signed_sha256")
              .hashed("certificate", "signer_certificate_sha256")
              .hashed("commitments of keys", "destroyed_sha256")
              .numbers("requested_at inventory_owners inventory_objects inventory_bytes")
              .numbers("inventory_taken_at signed_at authorised_at destroyed_owners destroyed_keys")
              .numbers("destroyed_objects destroyed_bytes availability_keys tried_owners")
              .numbers("tried_objects purged_at freed_at freed_objects freed_bytes"),
          TableRule.of("purge_owners")
              .ids("case_id owner_id")
              .states("kind")
              .names("name")
              .numbers("objects bytes"),
          TableRule.of("purge_consents")
              .sealedRow()
              .ids("case_id object_id")
              .names("display_name")
              .clear(Clear.PUBLIC, "vault_1 vault_2")
              .numbers("given_at"),
          TableRule.of("purge_approvals")
              .sealedRow()
              .ids("case_id key_id")
              .names("operator_name")
              .hashed("statement", "statement_sha256")
              .clear(Clear.PUBLIC, "signature")
              .numbers("approved_at"),
          TableRule.of("purge_backups")
              .sealedRow()
              .ids("case_id key_id")
              .names("operator_name")
              .hashed("statement", "statement_sha256")
              .clear(Clear.PUBLIC, "signature destroyed_on")
              .numbers("number attested_at ledger_entry"));

  private static final Admission VAULT_ADMINS = Admission.current(Role.VAULT_ADMIN);

  /** Vault administrators see what they are asked to agree to. */
  private static final Admission PURGE_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER,
          Role.VAULT_ADMIN);

  private final PurgeCases cases;
  private final OccasionSource occasions;
  private final PurgeRequestApi requests;
  private final PurgeCasesApi purges;
  private final PurgeJob job;
  private final PurgedContent content;

  /**
   * The services that destroy keys and check that they are gone.
   *
   * @param permissions what the service may still do with root keys
   * @param availability the availability keys
   * @param bundles the copies beside the blobs
   * @param access the keys in this node's memory
   * @param lease how long any node may have a key in memory
   */
  public record Keys(
      PermissionProbe permissions,
      AvailabilityKeys availability,
      BundleSink bundles,
      CachedKeyAccess access,
      Nodes nodes,
      Duration lease) {}

  /**
   * The services that know the content under the keys.
   *
   * @param owners the content of each mailbox and site
   * @param naming the names of mailboxes and sites
   * @param freed frees the space when a purge has ended
   */
  public record Contents(OwnerContents owners, OwnerNameSource naming, PurgedContent freed) {}

  /**
   * Whose names and keys are shown with a purge.
   *
   * @param actors what the tenant's people are called
   * @param operators who approves
   */
  public record People(ActorDirectory actors, OperatorKeys operators) {}

  /**
   * Builds the feature from these parts.
   *
   * @param receipts of what was destroyed
   * @param people whose names and keys are shown
   * @param nanoTime how time goes on
   */
  public PurgeFeature(
      Basics basics,
      Policies policies,
      Geos geos,
      LegalHolds holds,
      Jobs jobs,
      Receipts receipts,
      Keys keys,
      Contents contents,
      People people,
      LongSupplier nanoTime) {
    Database database = basics.database();
    Ledger ledger = basics.ledger();
    Clock clock = basics.clock();
    this.content = contents.freed();
    this.cases =
        new PurgeCases(
            database,
            keys.permissions(),
            holds,
            contents.owners(),
            contents.naming(),
            jobs,
            ledger,
            clock);
    PurgeRequests asked =
        new PurgeRequests(database, policies, keys.permissions(), holds, ledger, clock);
    this.requests = new PurgeRequestApi(policies, geos, asked);
    PurgeTurns turns = new PurgeTurns(policies);
    this.purges =
        new PurgeCasesApi(
            cases,
            new PurgeConsents(database, cases, policies, ledger, clock),
            jobs,
            receipts,
            new PurgeViewer(asked, turns, people.actors(), people.operators()),
            clock);
    this.occasions = new PurgeOccasions(cases, turns);
    this.job =
        new PurgeJob(
            database,
            keys.availability(),
            keys.bundles(),
            contents.owners(),
            keys.access()::forget,
            keys.nodes(),
            content::purgeEnded,
            ledger,
            PurgeRunSettings.withLease(keys.lease()),
            clock,
            nanoTime);
  }

  /** Purges from request to end. */
  public PurgeCases cases() {
    return cases;
  }

  /** Whose turn it is, for notifications. */
  public OccasionSource occasions() {
    return occasions;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(first(), later()).flatMap(List::stream).toList();
  }

  private List<Route<Admission, Handler>> first() {
    return List.of(
        post(
            "Ask to purge a policy",
            "/api/v1/policies/{policy}/purge-request",
            ADMIN.freshly(),
            requests::request,
            takes(PurgeViews.Wanted.class),
            gives(PolicyViews.One.class)),
        post(
            "Ask to purge a geo",
            "/api/v1/geos/{geo}/policy/purge-request",
            SHAREPOINT.freshly(),
            requests::requestSites,
            takes(PurgeViews.Wanted.class),
            gives(PolicyViews.One.class)));
  }

  /** What a list of a million mailboxes takes to be written is not short. */
  private List<Route<Admission, Handler>> later() {
    String purge = "/api/v1/purges/{purge}";
    String forOperator = "/api/v1/operator/purges";
    return List.of(
        get(
            "List the purges",
            "/api/v1/purges",
            PURGE_READERS,
            purges::list,
            gives(PurgeViews.Page.class)),
        get("Get a purge", purge, PURGE_READERS, purges::get, gives(PurgeViews.One.class)),
        post(
            "Consent to a purge at one's vaults",
            purge + "/consents",
            VAULT_ADMINS.freshly(),
            purges::consent,
            takes(PurgesAgreed.class),
            gives(PurgeViews.One.class)),
        ApiRoute.of(
            "Read the list of what a purge destroys",
            "GET",
            purge + "/inventory",
            NO_BODY,
            LONG_REQUEST,
            CONCERNED,
            purges::inventory,
            gives(200, "application/jsonl")),
        get(
            "Get the receipt of a purge",
            purge + "/receipt",
            CONCERNED,
            purges::receipt,
            Queries.PERSONAL,
            gives(200, Shape.JSON)),
        get(
            "List the purges of all tenants that are under way",
            forOperator,
            OPERATOR,
            purges::open,
            gives(PurgeViews.OperatorPage.class)),
        get(
            "Get a purge of any tenant",
            forOperator + "/{purge}",
            OPERATOR,
            purges::find,
            gives(PurgeViews.ForOperator.class)),
        post(
            "Have a purge that failed go on",
            forOperator + "/{purge}/resume",
            OPERATOR,
            purges::resume,
            gives(JobView.class)));
  }

  @Override
  public List<JobKind> jobs() {
    return List.of(job);
  }

  @Override
  public void start(Closer closer) {
    content.start(cases, closer);
  }
}
