package dev.freehold.server.features.migration;

import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_CSV_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.MigrationJob;
import dev.freehold.mail.migration.MigrationPasswords;
import dev.freehold.mail.migration.MigrationReports;
import dev.freehold.mail.migration.MigrationSyncs;
import dev.freehold.mail.migration.dryrun.AccountLook;
import dev.freehold.mail.migration.dryrun.DryRuns;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Migration of mail from other servers by IMAP, for administrators of mail only. */
public final class MigrationFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("mail_migration_endpoints")
              .ids("id tenant_id")
              .names(
                  "name name_key server sign_in_name user_form token_uri token_scope"
                      + " certificate_authority certificate_pin")
              .sealed(Key.SERVICE_MASTER, "sealed_secret")
              .states("security accept_untrusted sign_in")
              .numbers("port max_concurrent created_at messages_per_hour hour_began hour_messages"),
          TableRule.of("mail_migration_batches")
              .ids("id tenant_id endpoint_id job_id created_by")
              .names("name name_key include_folders exclude_folders folder_moves")
              .numbers("bad_item_limit other_names created_at sync_seconds deletion_limit")
              .numbers("next_sync_at final_run runs complete_after"),
          TableRule.of("mail_migration_users")
              .ids("batch_id tenant_id")
              .names("address user_name")
              .sealed(Key.SERVICE_MASTER, "sealed_password")
              .states("state code is_listed")
              .numbers(
                  "line shard attempts due_at copied_items copied_bytes skipped_items bad_items"
                      + " started_at ended_at begun_at begun_items begun_bytes"),
          TableRule.of("mail_migration_folders")
              .ids("batch_id target_id")
              .names("source_name path")
              .states("is_done is_counted code special_use is_view is_surveyed was_whole")
              .numbers(
                  "line number uid_validity last_uid folder_tries failing_uid failing_tries"
                      + " source_items new_items known_items gone_items skipped_items known_below"
                      + " recognised_items removed_items"),
          TableRule.of("mail_migration_skips")
              .ids("batch_id")
              .states("code is_old")
              .numbers("line folder uid"),
          TableRule.of("mail_migration_followed")
              .ids("batch_id")
              .states("gone")
              .numbers("line folder uid here_uid mod_seq flags_hash message_date size_bytes"),
          TableRule.of("mail_migration_syncs")
              .ids("batch_id mailbox_id")
              .numbers("line new_items changed_items moved_items removed_items kept_items")
              .numbers("fresh_skips asked_items approved_items"),
          TableRule.of("mail_migration_runs")
              .ids("batch_id")
              .states("is_final")
              .numbers("number started_at ended_at mailboxes failed new_items changed_items")
              .numbers("moved_items removed_items kept_items skipped_items asked_items"));

  private static final Duration SCHEDULE_LOOKS = Duration.ofSeconds(15);

  private static final QueryParameter AFTER_USER =
      QueryParameter.number("after", 0, Integer.MAX_VALUE, "continues after this row of the batch");

  private static final QueryParameter CONFIRM =
      QueryParameter.of(
          "confirm",
          QueryParameter.Kind.BOOLEAN,
          "whether to remove the batch even if it copies mail or goes on to; false by default");

  private final MigrationEndpointsApi endpointsApi;
  private final MigrationBatchesApi batchesApi;
  private final MigrationReportsApi reportsApi;
  private final MigrationSyncs syncs;
  private final MigrationSyncsApi syncsApi;
  private final MigrationPasswordsApi passwordsApi;
  private final MigrationDryRunsApi dryRunsApi;
  private final MigrationJob job;

  /**
   * Builds the feature from these parts.
   *
   * @param insideServers names of servers in the operator's own network that may be sources
   * @param master seals passwords of sources
   * @param store where mail is brought
   * @param blobs the folder with its bytes; empty if they are not on this machine
   */
  public MigrationFeature(
      Basics basics,
      Set<String> insideServers,
      ServiceMasterKey master,
      Jobs jobs,
      MigrationJob.Store store,
      Optional<Path> blobs) {
    SourceServers permitted = new SourceServers(insideServers);
    MigrationEndpoints endpoints =
        new MigrationEndpoints(
            basics.database(), master, basics.ledger(), permitted, basics.clock());
    MigrationReports reports = new MigrationReports(basics.database(), basics.clock());
    this.endpointsApi = new MigrationEndpointsApi(endpoints);
    MigrationBatches batches =
        new MigrationBatches(
            basics.database(), store.mailboxes(), master, jobs, basics.ledger(), basics.clock());
    this.batchesApi = new MigrationBatchesApi(batches);
    this.syncs = new MigrationSyncs(basics.database(), jobs, basics.ledger(), basics.clock());
    this.syncsApi = new MigrationSyncsApi(syncs, batches);
    this.passwordsApi =
        new MigrationPasswordsApi(
            new MigrationPasswords(basics.database(), master, jobs, basics.ledger()), batches);
    this.reportsApi = new MigrationReportsApi(reports);
    this.dryRunsApi =
        new MigrationDryRunsApi(
            new DryRuns(
                endpoints,
                new AccountLook(
                    basics.database(),
                    store.mailboxes(),
                    store.messages().space(),
                    endpoints,
                    reports,
                    permitted),
                new FreeSpace(blobs)));
    this.job =
        new MigrationJob(
            basics.database(),
            master,
            store,
            permitted,
            MigrationLimits.MAX_NODE_PLACES,
            basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String endpoints = "/api/v1/migration-endpoints";
    String endpoint = endpoints + "/{endpoint}";
    String batches = "/api/v1/migration-batches";
    String batch = batches + "/{batch}";
    String user = batch + "/users/{mailbox}";
    return List.of(
        // A server that does not answer is waited for, at each of its addresses.
        ApiRoute.of(
            "Make a migration endpoint",
            "POST",
            endpoints,
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            endpointsApi::create,
            takes(MigrationEndpointsApi.Wanted.class),
            gives(201, MigrationEndpointsApi.View.class)),
        get(
            "List the migration endpoints",
            endpoints,
            EXCHANGE,
            endpointsApi::list,
            gives(MigrationEndpointsApi.Page.class)),
        get(
            "Get a migration endpoint",
            endpoint,
            EXCHANGE,
            endpointsApi::get,
            gives(MigrationEndpointsApi.View.class)),
        ApiRoute.of(
            "Test a migration server",
            "POST",
            "/api/v1/migration-server-tests",
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            endpointsApi::test,
            takes(MigrationEndpointsApi.Tested.class),
            gives(MigrationEndpointsApi.TestView.class)),
        delete("Delete a migration endpoint", endpoint, EXCHANGE, endpointsApi::delete, gives(204)),
        // A source that does not answer is waited for.
        ApiRoute.of(
            "Tell what a migration batch would do",
            "POST",
            "/api/v1/migration-dry-runs",
            MAX_CSV_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            dryRunsApi::run,
            takes(MigrationDryRunsApi.Wanted.class),
            gives(MigrationDryRunsApi.PartView.class)),
        ApiRoute.of(
            "Make a migration batch",
            "POST",
            batches,
            MAX_CSV_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            batchesApi::create,
            takes(MigrationBatchesApi.Wanted.class),
            gives(201, MigrationBatchesApi.View.class)),
        get(
            "List the migration batches",
            batches,
            EXCHANGE,
            batchesApi::list,
            gives(MigrationBatchesApi.Page.class)),
        get(
            "Get a migration batch",
            batch,
            EXCHANGE,
            batchesApi::get,
            gives(MigrationBatchesApi.View.class)),
        patch(
            "Change a migration batch",
            batch,
            EXCHANGE,
            syncsApi::change,
            takes(MigrationSyncsApi.Edit.class),
            gives(MigrationBatchesApi.View.class)),
        ApiRoute.of(
            "Give users of a migration batch new passwords",
            "POST",
            batch + "/passwords",
            MAX_CSV_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            passwordsApi::renew,
            takes(MigrationPasswordsApi.Wanted.class),
            gives(MigrationBatchesApi.View.class)),
        post(
            "Complete a migration batch",
            batch + "/complete",
            EXCHANGE,
            syncsApi::complete,
            gives(MigrationBatchesApi.View.class)),
        get(
            "List the runs of a migration batch",
            batch + "/runs",
            EXCHANGE,
            syncsApi::runs,
            gives(MigrationSyncsApi.RunPage.class)),
        post(
            "Approve of the deletions of a user of a migration batch",
            user + "/approve-deletions",
            EXCHANGE,
            syncsApi::approveDeletions,
            gives(204)),
        delete(
            "Remove a migration batch", batch, EXCHANGE, batchesApi::remove, CONFIRM, gives(204)),
        post(
            "Start a migration batch",
            batch + "/start",
            EXCHANGE,
            batchesApi::start,
            gives(MigrationBatchesApi.View.class)),
        post(
            "Stop a migration batch",
            batch + "/stop",
            EXCHANGE,
            batchesApi::stop,
            gives(MigrationBatchesApi.View.class)),
        get(
            "List the users of a migration batch",
            batch + "/users",
            EXCHANGE,
            batchesApi::users,
            AFTER_USER,
            Queries.MAX,
            gives(MigrationBatchesApi.UserPage.class)),
        get(
            "Get the report about a user of a migration batch",
            user + "/report",
            EXCHANGE,
            reportsApi::get,
            gives(MigrationReportsApi.View.class)),
        get(
            "Get the report about a user of a migration batch as a CSV",
            user + "/report.csv",
            EXCHANGE,
            reportsApi::csv,
            gives(200, MigrationReportsApi.CSV)));
  }

  @Override
  public List<JobKind> jobs() {
    return List.of(job, job.ofBatchesThatGoOn());
  }

  @Override
  public void start(Closer closer) {
    closer.add(job);
    closer.add(new Recurring("migration-schedule", SCHEDULE_LOOKS, syncs::beginDue));
  }
}
