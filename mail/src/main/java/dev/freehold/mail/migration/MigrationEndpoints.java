package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.mail.migration.imap.SourceSockets;
import dev.freehold.mail.migration.login.SourceLogins;
import dev.freehold.mail.migration.login.SourceSecrets;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The servers from which tenants migrate mail. An endpoint of another tenant is answered exactly
 * like one that does not exist. Safe for use by many threads.
 */
public final class MigrationEndpoints {

  private final Database database;
  private final Ledger ledger;
  private final SourceServers permitted;
  private final SealedPasswords secrets;
  private final SourceLogins logins;
  private final Clock clock;

  /**
   * Keeps endpoints in {@code database}.
   *
   * @param master seals the secrets of endpoints
   * @param permitted which servers may be named
   */
  public MigrationEndpoints(
      Database database,
      ServiceMasterKey master,
      Ledger ledger,
      SourceServers permitted,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.permitted = permitted;
    this.secrets = new SealedPasswords(master);
    this.logins = new SourceLogins(clock);
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
      verify(endpoint, wanted);
    }
    Optional<Ciphertext> secret =
        wanted.secret().length() == 0
            ? Optional.empty()
            : Optional.of(secrets.seal(endpoint, wanted.secret()));
    return database.write(
        tx -> {
          if (EndpointRows.count(tx, tenantId) >= MigrationLimits.MAX_ENDPOINTS) {
            throw new MailException(
                MailError.MIGRATION_LIMIT_REACHED,
                "a tenant has at most %d migration endpoints; delete one first"
                    .formatted(MigrationLimits.MAX_ENDPOINTS));
          }
          if (!EndpointRows.insert(tx, endpoint, secret)) {
            throw new MailException(
                MailError.MIGRATION_ENDPOINT_EXISTS,
                "the tenant has a migration endpoint of this name; choose another");
          }
          record(tx, endpoint, "MigrationEndpointCreate", actor);
          return endpoint;
        });
  }

  /**
   * Asks whether an IMAP server answers, as {@link #create} does, and keeps nothing.
   *
   * @throws MailException {@code migration-invalid}, {@code migration-server-refused}, {@code
   *     migration-server-unusable}
   */
  public void test(UUID tenantId, NewEndpoint server) {
    verify(checked(tenantId, server), server);
  }

  /**
   * The same of an endpoint that there is. Its secret is not used.
   *
   * @throws MailException {@code migration-endpoint-not-found} and those of the other method
   */
  public void test(UUID tenantId, String nameOrId) {
    MigrationEndpoint endpoint = require(tenantId, nameOrId);
    try (ImapClient client = ImapClient.connect(new SourceSockets(permitted), endpoint)) {
      client.requireSignIn(endpoint.signIn().kind());
    } catch (SourceException e) {
      throw refused(e.error());
    } catch (IOException e) {
      throw refused(SourceError.CONNECTION_LOST);
    }
  }

  private MigrationEndpoint checked(UUID tenantId, NewEndpoint wanted) {
    EndpointRules.require(wanted, permitted);
    return new MigrationEndpoint(
        UUID.randomUUID(),
        tenantId,
        wanted.name(),
        wanted.server(),
        wanted.port(),
        wanted.security(),
        wanted.trust(),
        wanted.signIn(),
        wanted.maxConcurrent(),
        wanted.messagesPerHour(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void verify(MigrationEndpoint endpoint, NewEndpoint wanted) {
    SourceSockets sockets = new SourceSockets(permitted);
    try (ImapClient client = ImapClient.connect(sockets, endpoint)) {
      client.requireSignIn(endpoint.signIn().kind());
      logins.requireToken(sockets, endpoint, new SecretOfEndpoint(wanted.secret()));
    } catch (SourceException e) {
      throw refused(e.error());
    } catch (IOException e) {
      throw refused(SourceError.CONNECTION_LOST);
    }
  }

  /**
   * A connection that is signed in as a row of a CSV. Nothing is kept, so that a refresh token
   * might be used up: not for endpoints of that kind.
   *
   * @throws IOException why the account cannot be read
   */
  public ImapClient signIn(SourceSockets sockets, MigrationEndpoint endpoint, CsvRow row)
      throws IOException {
    try (SourcePassword secret = secret(endpoint)) {
      return logins.open(
          sockets, endpoint, row.userName(), new SecretsOfCsv(UUID.randomUUID(), row, secret));
    }
  }

  private SourcePassword secret(MigrationEndpoint endpoint) {
    return database
        .read(tx -> EndpointRows.sealedSecret(tx, endpoint))
        .map(kept -> secrets.open(endpoint, kept))
        .orElseGet(SourcePassword::none);
  }

  /** Of a row that is in no batch. */
  private record SecretsOfCsv(UUID id, CsvRow row, SourcePassword ofItsEndpoint)
      implements SourceSecrets {
    @Override
    public Owner owner() {
      return new Owner(id, row.line());
    }

    @Override
    public SourcePassword ofUser() {
      return SourcePassword.takeOver(row.password().copy());
    }

    @Override
    public SourcePassword ofEndpoint() {
      return SourcePassword.takeOver(ofItsEndpoint.copy());
    }

    @Override
    public void replaceOfUser(SourcePassword refreshToken) {
      refreshToken.close();
    }
  }

  /** There is no user yet. */
  private record SecretOfEndpoint(SourcePassword secret) implements SourceSecrets {
    @Override
    public Owner owner() {
      return new Owner(new UUID(0, 0), 0);
    }

    @Override
    public SourcePassword ofUser() {
      return SourcePassword.none();
    }

    @Override
    public SourcePassword ofEndpoint() {
      return SourcePassword.takeOver(secret.copy());
    }

    @Override
    public void replaceOfUser(SourcePassword refreshToken) {
      refreshToken.close();
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
                "acceptUntrusted", Boolean.toString(endpoint.acceptUntrusted()),
                "signIn", endpoint.signIn().kind().name().toLowerCase(Locale.ROOT),
                "signInName", endpoint.signIn().name(),
                "tokenUri", endpoint.signIn().tokenUri())));
  }
}
