package dev.freehold.mail.migration.dryrun;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.csv.CsvRecipients;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.csv.MigrationCsv;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourcePlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Tells what a migration would do, in parts: each is over within minutes, and the caller brings
 * back what the next one has to know, so that nothing is written. Safe for use by many threads.
 */
public final class DryRuns {

  /** How many accounts one node looks at at the same time, for all tenants together. */
  static final int MAX_NODE_LOOKS = 30;

  private static final int MAX_AT_ONCE = 10;
  private static final int MAX_USERS = 200;
  private static final long PART_NANOS = 10_000_000_000L;

  private final MigrationEndpoints endpoints;
  private final AccountLook looks;
  private final Supplier<OptionalLong> freeBytes;
  private final SourcePlaces places = new SourcePlaces(MAX_NODE_LOOKS, System::nanoTime);

  /**
   * Looks at accounts.
   *
   * @param freeBytes how much room there is for blobs; empty if they are not on this machine
   */
  public DryRuns(
      MigrationEndpoints endpoints, AccountLook looks, Supplier<OptionalLong> freeBytes) {
    this.endpoints = endpoints;
    this.looks = looks;
    this.freeBytes = freeBytes;
  }

  /**
   * Looks at the next accounts of a CSV.
   *
   * @throws MailException {@code migration-csv-invalid}, {@code migration-endpoint-not-found}, as
   *     for a batch; {@code migration-invalid} if users sign in with refresh tokens; {@code
   *     migration-limit-reached} if this node looks at as many as it can
   */
  public DryRunPart run(UUID tenantId, NewDryRun wanted) {
    MigrationEndpoint endpoint = endpoints.require(tenantId, wanted.endpoint());
    requireReusable(endpoint);
    List<CsvRow> rows = rows(endpoint, wanted);
    try {
      List<CsvRow> left = rows.stream().filter(row -> row.line() > wanted.afterLine()).toList();
      List<DryRunUser> users = look(endpoint, wanted, left);
      DryRunTotals totals = wanted.before().plus(users);
      return new DryRunPart(
          users,
          totals,
          totals.expectedSeconds(endpoint.maxConcurrent()),
          space(totals.bytes()),
          users.size() < left.size() ? Optional.of(users.getLast().line()) : Optional.empty());
    } finally {
      rows.forEach(row -> row.password().close());
    }
  }

  /** Nothing is kept, so the token that a server may give for the next use would be lost. */
  private static void requireReusable(MigrationEndpoint endpoint) {
    if (endpoint.signIn().kind() == SignInKind.REFRESH_TOKEN) {
      throw new MailException(
          MailError.MIGRATION_INVALID,
          "signing in may use up a refresh token, and a dry run keeps no other; make a batch of one"
              + " or two mailboxes and read its report");
    }
  }

  /** Whom all rows are for was looked up with the first part. */
  private List<CsvRow> rows(MigrationEndpoint endpoint, NewDryRun wanted) {
    SignInKind kind = endpoint.signIn().kind();
    return wanted.afterLine() > 0
        ? MigrationCsv.parse(wanted.csv(), wanted.allowUnknownColumns(), kind)
        : CsvRecipients.rows(
            looks.mailboxes(),
            endpoint.tenantId(),
            wanted.csv(),
            wanted.allowUnknownColumns(),
            kind);
  }

  /** Rows and indexes take room beside the blobs. */
  private DryRunPart.Space space(long bytes) {
    OptionalLong free = freeBytes.get();
    if (free.isEmpty()) {
      return DryRunPart.Space.UNKNOWN;
    }
    return free.getAsLong() / 5 * 4 >= bytes ? DryRunPart.Space.ENOUGH : DryRunPart.Space.SHORT;
  }

  private List<DryRunUser> look(MigrationEndpoint endpoint, NewDryRun wanted, List<CsvRow> rows) {
    long start = System.nanoTime();
    List<DryRunUser> users = new ArrayList<>();
    int most = Math.min(rows.size(), MAX_USERS);
    while (users.size() < most && (users.isEmpty() || System.nanoTime() - start < PART_NANOS)) {
      List<SourcePlaces.Place> taken = take(endpoint, Math.min(most - users.size(), MAX_AT_ONCE));
      try {
        if (taken.isEmpty() && users.isEmpty()) {
          throw new MailException(
              MailError.MIGRATION_LIMIT_REACHED,
              "this node looks at as many accounts as it can at a time; try again in a minute");
        }
        if (taken.isEmpty()) {
          return users;
        }
        users.addAll(
            lookAtOnce(endpoint, wanted, rows.subList(users.size(), users.size() + taken.size())));
      } finally {
        taken.forEach(SourcePlaces.Place::close);
      }
    }
    return users;
  }

  private List<SourcePlaces.Place> take(MigrationEndpoint endpoint, int wanted) {
    List<SourcePlaces.Place> taken = new ArrayList<>();
    int most = Math.min(wanted, endpoint.maxConcurrent());
    while (taken.size() < most) {
      Optional<SourcePlaces.Place> place = places.take(endpoint.tenantId(), endpoint.id());
      if (place.isEmpty()) {
        return taken;
      }
      taken.add(place.get());
    }
    return taken;
  }

  private List<DryRunUser> lookAtOnce(
      MigrationEndpoint endpoint, NewDryRun wanted, List<CsvRow> rows) {
    List<Callable<DryRunUser>> calls =
        rows.stream()
            .map(row -> (Callable<DryRunUser>) () -> looks.at(endpoint, row, wanted.folders()))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<DryRunUser> users = new ArrayList<>();
      for (Future<DryRunUser> each : threads.invokeAll(calls)) {
        users.add(each.get());
      }
      return users;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a source was asked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a source could not be asked", e.getCause());
    }
  }
}
