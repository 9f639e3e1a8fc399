package dev.freehold.mail.migration;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.mail.migration.imap.SourceSockets;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The servers from which tenants migrate mail. An endpoint of another tenant is answered exactly
 * like one that does not exist. Safe for use by many threads.
 */
public final class MigrationEndpoints {

  private static final int MAX_PORT = 65_535;

  private final Database database;
  private final Ledger ledger;
  private final SourceServers permitted;
  private final Clock clock;

  /**
   * Keeps endpoints in {@code database}.
   *
   * @param permitted which servers may be named
   */
  public MigrationEndpoints(
      Database database, Ledger ledger, SourceServers permitted, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.permitted = permitted;
    this.clock = clock;
  }

  /**
   * Makes an endpoint; unless that is skipped, asks first whether an IMAP server answers.
   *
   * @param actor who does it, for the ledger
   * @throws MailException {@code migration-invalid}, {@code migration-endpoint-exists}, {@code
   *     migration-limit-reached}, {@code migration-server-refused}, {@code
   *     migration-server-unusable}
   */
  public MigrationEndpoint create(UUID tenantId, NewEndpoint wanted, String actor) {
    MigrationEndpoint endpoint = checked(tenantId, wanted);
    if (!wanted.skipVerification()) {
      verify(endpoint);
    }
    return database.write(
        tx -> {
          if (EndpointRows.count(tx, tenantId) >= MigrationLimits.MAX_ENDPOINTS) {
            throw new MailException(
                MailError.MIGRATION_LIMIT_REACHED,
                "a tenant has at most %d migration endpoints; delete one first"
                    .formatted(MigrationLimits.MAX_ENDPOINTS));
          }
          if (!EndpointRows.insert(tx, endpoint)) {
            throw new MailException(
                MailError.MIGRATION_ENDPOINT_EXISTS,
                "the tenant has a migration endpoint of this name; choose another");
          }
          record(tx, endpoint, "MigrationEndpointCreate", actor);
          return endpoint;
        });
  }

  private MigrationEndpoint checked(UUID tenantId, NewEndpoint wanted) {
    MigrationNames.requireServer(wanted.server());
    MigrationNames.requireRange("a port", wanted.port(), 1, MAX_PORT);
    MigrationNames.requireRange(
        "the number of concurrent migrations",
        wanted.maxConcurrent(),
        1,
        MigrationLimits.MAX_CONCURRENT);
    if (!permitted.permits(wanted.server(), wanted.port())) {
      throw refused(SourceError.ADDRESS_REFUSED);
    }
    return new MigrationEndpoint(
        UUID.randomUUID(),
        tenantId,
        MigrationNames.require(wanted.name()),
        wanted.server(),
        wanted.port(),
        wanted.security(),
        wanted.acceptUntrusted(),
        wanted.maxConcurrent(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void verify(MigrationEndpoint endpoint) {
    try (ImapClient client = ImapClient.connect(new SourceSockets(permitted), endpoint)) {
      client.requireImap();
    } catch (SourceException e) {
      throw refused(e.error());
    } catch (IOException e) {
      throw refused(SourceError.CONNECTION_LOST);
    }
  }

  private static MailException refused(SourceError error) {
    return new MailException(
        error == SourceError.ADDRESS_REFUSED
            ? MailError.MIGRATION_SERVER_REFUSED
            : MailError.MIGRATION_SERVER_UNUSABLE,
        error.meaning());
  }

  /**
   * An endpoint by its name or id.
   *
   * @throws MailException {@code migration-endpoint-not-found}
   */
  public MigrationEndpoint require(UUID tenantId, String nameOrId) {
    return database.read(tx -> require(tx, tenantId, nameOrId));
  }

  static MigrationEndpoint require(Handle tx, UUID tenantId, String nameOrId) {
    return EndpointRows.find(tx, tenantId, nameOrId)
        .orElseThrow(
            () ->
                new MailException(
                    MailError.MIGRATION_ENDPOINT_NOT_FOUND,
                    "the tenant has no such migration endpoint; list its endpoints"));
  }

  /** The tenant's endpoints by name; at most {@link MigrationLimits#MAX_ENDPOINTS}. */
  public List<MigrationEndpoint> list(UUID tenantId) {
    return database.read(tx -> EndpointRows.list(tx, tenantId));
  }

  /**
   * Deletes an endpoint that no batch uses.
   *
   * @throws MailException {@code migration-endpoint-not-found}, {@code migration-endpoint-in-use}
   */
  public void delete(UUID tenantId, String nameOrId, String actor) {
    database.write(
        tx -> {
          MigrationEndpoint endpoint = require(tx, tenantId, nameOrId);
          EndpointRows.lock(tx, tenantId, endpoint.id());
          if (EndpointRows.isUsed(tx, endpoint.id())) {
            throw new MailException(
                MailError.MIGRATION_ENDPOINT_IN_USE,
                "a migration batch uses the endpoint; remove its batches first");
          }
          EndpointRows.delete(tx, endpoint.id());
          record(tx, endpoint, "MigrationEndpointDelete", actor);
          return null;
        });
  }

  private void record(Handle tx, MigrationEndpoint endpoint, String operation, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            endpoint.tenantId(),
            actor,
            operation,
            endpoint.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of(
                "name", endpoint.name(),
                "server", endpoint.server(),
                "port", Integer.toString(endpoint.port()),
                "security", endpoint.security().name().toLowerCase(Locale.ROOT),
                "acceptUntrusted", Boolean.toString(endpoint.acceptUntrusted()))));
  }
}
