package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.jobs.JobTimes;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.ThrottleSettings;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.persistence.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store of mail with migrations from a source on loopback. */
final class MigrationFixture implements AutoCloseable {

  static final String ADMIN = "admin@contoso.example";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final MailFixture mail;
  final SourceServer source;
  final Ledger ledger;
  final Jobs jobs;
  final MigrationEndpoints endpoints;
  final MigrationBatches batches;
  final MigrationReports reports;
  final MigrationSyncs syncs;
  final MigrationPasswords passwords;
  final MigrationJob job;
  int badItemLimit = MigrationLimits.DEFAULT_BAD_ITEMS;
  int messagesPerHour;
  int syncSeconds;
  Optional<Instant> completeAfter = Optional.empty();
  private final FileMasterKey master;
  private final int port;
  private final SourceServers permitted;
  private JobRunner runner;

  MigrationFixture(Dialect dialect, Path folder) {
    this(dialect, folder, SourceServer.start());
  }

  /** The endpoint is another server on loopback. */
  MigrationFixture(Dialect dialect, Path folder, int port) {
    this(dialect, folder, SourceServer.start(), List.of(port));
  }

  private MigrationFixture(Dialect dialect, Path folder, SourceServer source) {
    this(dialect, folder, source, List.of(source.port()));
  }

  /** The endpoint is the first of the test's own servers. */
  MigrationFixture(Dialect dialect, Path folder, LyingServer... servers) {
    this(
        dialect,
        folder,
        SourceServer.start(),
        Arrays.stream(servers).map(LyingServer::port).toList());
  }

  /** The same with a server that gives access tokens. */
  MigrationFixture(Dialect dialect, Path folder, LyingServer server, TokenIssuer issuer) {
    this(dialect, folder, SourceServer.start(), List.of(server.port(), issuer.port()));
  }

  /** The endpoint is a server at this port. */
  MigrationFixture(Dialect dialect, Path folder, SourceServer source, int port) {
    this(dialect, folder, source, List.of(port));
  }

  private MigrationFixture(Dialect dialect, Path folder, SourceServer source, List<Integer> ports) {
    this.source = source;
    this.port = ports.getFirst();
    mail = new MailFixture(dialect, folder);
    master =
        FileMasterKey.openOrCreate(
            folder.resolve("service-master.key"), CryptoSuite.select(CryptoSuite.Choice.JDK));
    ledger = new Ledger(mail.database, Clock.systemUTC());
    jobs = new Jobs(mail.database, ledger, Clock.systemUTC());
    permitted =
        new SourceServers(
            ports.stream()
                .flatMap(each -> Stream.of("127.0.0.1:" + each, "localhost:" + each))
                .collect(Collectors.toSet()));
    endpoints = new MigrationEndpoints(mail.database, master, ledger, permitted, Clock.systemUTC());
    batches =
        new MigrationBatches(
            mail.database, mail.mailboxes, master, jobs, ledger, Clock.systemUTC());
    reports = new MigrationReports(mail.database, Clock.systemUTC());
    syncs = new MigrationSyncs(mail.database, jobs, ledger, Clock.systemUTC());
    passwords = new MigrationPasswords(mail.database, master, jobs, ledger);
    job = anotherJob();
    mail.database.write(
        tx ->
            tx.execute(
                "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
                    + " VALUES (?, 'contoso', 'contoso', 0, 0)",
                mail.tenantId));
  }

  /** The same work as another node does it. */
  MigrationJob anotherJob() {
    return new MigrationJob(
        mail.database,
        master,
        new MigrationJob.Store(mail.mailboxes, mail.folders, mail.messages),
        permitted,
        MigrationLimits.MAX_NODE_PLACES,
        new Retries(3, Duration.ofMillis(1)),
        Clock.systemUTC());
  }

  /** Does jobs from now on. */
  void run() {
    Duration soon = Duration.ofMillis(20);
    Duration heartbeat = Duration.ofSeconds(1);
    runner =
        JobRunner.start(
            mail.database,
            jobs,
            List.of(job, job.ofBatchesThatGoOn()),
            () -> false,
            new JobSettings(
                4,
                3,
                ThrottleSettings.defaults(),
                new JobTimes(soon, heartbeat, soon, soon, soon, soon)),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  MigrationEndpoint endpoint(int maxConcurrent) {
    return endpoint("old server", "127.0.0.1", port, maxConcurrent);
  }

  MigrationEndpoint endpoint(String name, String server, int atPort, int maxConcurrent) {
    return endpoints.create(
        mail.tenantId,
        new NewEndpoint(
            name,
            server,
            atPort,
            ConnectionSecurity.NONE,
            CertificateTrust.PUBLIC,
            SignInMethod.BASIC,
            SourcePassword.none(),
            maxConcurrent,
            messagesPerHour,
            false),
        ADMIN);
  }

  /** An endpoint at the first server, with another way to sign in. */
  MigrationEndpoint endpoint(CertificateTrust trust, SignInMethod signIn, String secret) {
    return endpoints.create(
        mail.tenantId,
        new NewEndpoint(
            "old server",
            "127.0.0.1",
            port,
            ConnectionSecurity.NONE,
            trust,
            signIn,
            SourcePassword.takeOver(secret.getBytes(UTF_8)),
            2,
            0,
            false),
        ADMIN);
  }

  Mailbox mailUser(String name) {
    return mail.mailboxes.createMailUser(
        mail.tenantId, address(name), name, Optional.of(mail.policyId), MailFixture.ALICE);
  }

  static String address(String name) {
    return name + "@contoso.example";
  }

  /** A batch of these accounts, with the right passwords. */
  MigrationBatch batch(String name, boolean autoStart, String... accounts) {
    StringBuilder csv = new StringBuilder("EmailAddress,UserName,Password\n");
    for (String account : accounts) {
      csv.append(address(account) + "," + account + "," + SourceServer.PASSWORD + "\n");
    }
    return batch(name, csv.toString(), FolderRules.ALL, autoStart);
  }

  /** A batch from another endpoint. */
  MigrationBatch batchFrom(String endpoint, String name, String... accounts) {
    String rows =
        Arrays.stream(accounts)
            .map(account -> address(account) + "," + account + "," + SourceServer.PASSWORD + "\n")
            .collect(Collectors.joining());
    return batch(endpoint, name, "EmailAddress,UserName,Password\n" + rows, FolderRules.ALL, true);
  }

  MigrationBatch batch(String name, String csv, FolderRules rules, boolean autoStart) {
    return batch("old server", name, csv, rules, autoStart);
  }

  private MigrationBatch batch(
      String endpoint, String name, String csv, FolderRules rules, boolean autoStart) {
    return batches.create(
        mail.tenantId,
        new NewBatch(
            name,
            endpoint,
            csv.getBytes(UTF_8),
            false,
            rules,
            badItemLimit,
            autoStart,
            syncSeconds,
            MigrationLimits.DEFAULT_DELETIONS,
            completeAfter),
        ADMIN);
  }

  /** Who did something, as the ledger has it. */
  List<String> ledgerActors(String operation) {
    return ledger.entries(mail.tenantId, 0, 1000).stream()
        .map(RecordedEntry::entry)
        .filter(entry -> entry.operation().equals(operation))
        .map(LedgerEntry::actor)
        .toList();
  }

  MigrationBatch await(String batch, Predicate<MigrationBatch> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    MigrationBatch now = batches.get(mail.tenantId, batch);
    while (!condition.test(now)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("the batch stays as it is: " + now);
      }
      LockSupport.parkNanos(5_000_000);
      now = batches.get(mail.tenantId, batch);
    }
    return now;
  }

  MigrationUser user(String batch, int line) {
    return batches.users(mail.tenantId, batch, line - 1, 1).getFirst();
  }

  /** A message as it is here. */
  record Copied(String text, MessageFlags flags, Instant internalDate) {}

  /** All messages of a folder, by their text. */
  Map<String, Copied> messages(String account, String path) {
    Mailbox mailbox = mail.mailboxes.require(mail.tenantId, address(account));
    Folder folder = mail.folders.require(mailbox, path);
    Map<String, Copied> messages = new TreeMap<>();
    for (StoredMessage message : mail.messages.list(folder, 0, 1000)) {
      Copied copied =
          new Copied(read(folder, message.uid()), message.flags(), message.internalDate());
      if (messages.put(copied.text(), copied) != null) {
        throw new AssertionError("a message is there twice");
      }
    }
    return messages;
  }

  /** The UID of the message of this text. */
  long uid(String account, String path, String text) {
    Mailbox mailbox = mail.mailboxes.require(mail.tenantId, address(account));
    Folder folder = mail.folders.require(mailbox, path);
    return mail.messages.list(folder, 0, 1000).stream()
        .mapToLong(StoredMessage::uid)
        .filter(uid -> read(folder, uid).equals(text))
        .findFirst()
        .orElseThrow();
  }

  /** Holds a mailbox by law. */
  void hold(String account) {
    Mailbox mailbox = mail.mailboxes.require(mail.tenantId, address(account));
    mail.keepKeyInDatabase(mailbox);
    change(
        "INSERT INTO legal_holds (id, tenant_id, owner_id, name, name_folded, reason, placed_by,"
            + " placed_at) VALUES (?, ?, ?, 'c', 'c', '', 'admin', 0)",
        UUID.randomUUID(),
        mail.tenantId,
        mailbox.id());
  }

  /** Changes rows behind everybody's back. */
  void change(String sql, Object... values) {
    mail.database.write(tx -> tx.execute(sql, values));
  }

  /** How many rows a table has. */
  int rows(String table) {
    return mail.database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }

  private String read(Folder folder, long uid) {
    try (var reader = mail.messages.open(folder, uid, MailFixture.ALICE);
        var in = reader.stream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many passwords are kept. */
  int passwords() {
    return mail.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(sealed_password) FROM mail_migration_users")
                .mapTo(Integer.class)
                .one());
  }

  /** Stops to do jobs, as a node does that is told to end. */
  void stopRunning() {
    if (runner != null) {
      runner.close();
    }
  }

  @Override
  public void close() {
    stopRunning();
    job.close();
    source.close();
    mail.close();
    master.close();
  }
}
