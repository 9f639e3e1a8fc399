package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.persistence.testing.MortalPostgresql;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.ImapLines;
import dev.freehold.server.testing.MailServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("A server whose PostgreSQL dies")
@Isolated("it measures time or memory")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadDatabaseTest {

  private static final String CODE = "database-unreachable";

  /** Two seconds are promised; a machine that builds has other things to do. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private static final Duration READY = Duration.ofSeconds(5);
  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final String PASSWORD = "nine grey herons wade";
  private static final String BUCKET = "heronry";
  private static final String MESSAGE = "Subject: one\r\n\r\nthe body of it\r\n";

  private MortalPostgresql postgresql;
  private MailServer mail;
  private Member admin;
  private S3Client s3;
  private ImapLines imap;

  @FunctionalInterface
  private interface Act {
    void run() throws IOException;
  }

  /** Asks for something, and gives what was answered, beginning with {@code OK} if it was good. */
  @FunctionalInterface
  private interface Request {
    String send() throws IOException;
  }

  private record Answered(String request, String answer, Duration after) {

    boolean isGood() {
      return answer.startsWith("OK");
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    postgresql = MortalPostgresql.start();
    DatabaseSettings.Postgresql database = postgresql.migrated(Schemas.MAIN, 10);
    mail =
        MailServer.start(
            folder,
            Map.of(
                "database.url", database.jdbcUrl(),
                "database.user", database.user(),
                "database.password", database.password()));
    admin = mail.admin();
    TestTenant.person(
        mail.server(), mail.tenant().client(), mail.tenant().mailbox(), "Alice", PASSWORD);
    mail.ok("POST", "/api/v1/sites", Map.of("name", BUCKET));
    s3 = TestS3.of(admin).client(mail.server());
    s3.putObject(put -> put.bucket(BUCKET).key("plan"), RequestBody.fromString("content"));
    imap = signedIn();
    imap.command("APPEND INBOX {%d+}\r\n%s".formatted(MESSAGE.length(), MESSAGE));
  }

  @AfterAll
  void stop() throws IOException {
    imap.close();
    s3.close();
    mail.close();
    postgresql.close();
  }

  private ImapLines signedIn() throws IOException {
    ImapLines client = ImapLines.plain(mail.imapPort());
    assertThat(login(client)).contains(" OK ");
    return client;
  }

  private String login(ImapLines client) throws IOException {
    return client.command("LOGIN %s \"%s\"".formatted(mail.tenant().mailbox(), PASSWORD));
  }

  @Test
  @DisplayName("fault67: by a kill says so at every door in time, never 500, and comes back")
  void fault67_killed() throws Exception {
    diesAndComesBack(postgresql::kill, postgresql::restart);
  }

  @Test
  @DisplayName("fault67: by a stop says the same")
  void fault67_stopped() throws Exception {
    diesAndComesBack(postgresql::freeze, postgresql::thaw);
  }

  @Test
  @DisplayName("fault67: behind a network that drops everything says the same")
  void fault67_cutOff() throws Exception {
    diesAndComesBack(() -> postgresql.cutOff(true), () -> postgresql.cutOff(false));
  }

  private void diesAndComesBack(Act die, Act comeBack) throws Exception {
    Map<String, Request> requests =
        Map.of(
            "API read", () -> api("GET", "/api/v1/mailboxes", null),
            "API write", () -> api("POST", "/api/v1/sites", Map.of("name", name())),
            "S3 read", () -> s3(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("plan"))),
            "S3 write",
                () ->
                    s3(
                        () ->
                            s3.putObject(
                                put -> put.bucket(BUCKET).key(name()),
                                RequestBody.fromString("content"))),
            "IMAP", () -> imap(imap.command("STATUS INBOX (MESSAGES UIDNEXT)")),
            "IMAP sign-in", this::imapSignIn);
    for (Map.Entry<String, Request> request : requests.entrySet()) {
      await(request.getKey(), request.getValue(), AwakeTime.nanos());
    }
    AtomicBoolean isOver = new AtomicBoolean();
    Queue<Answered> all = new ConcurrentLinkedQueue<>();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      requests.forEach(
          (name, request) ->
              clients.add(
                  threads.submit(
                      () -> {
                        ask(name, request, isOver, all);
                        return null;
                      })));
      Eventually.holds(
          "each is answered",
          () -> requests.keySet().stream().allMatch(one -> times(all, one, true) > 1));
      die.run();
      long died = AwakeTime.nanos();
      while (Monitoring.get(mail.server().metricsUri(), "/readyz").statusCode() != 503) {
        assertThat(AwakeTime.since(died)).isLessThan(READY);
      }
      Eventually.holds(
          "each is refused again and again",
          () -> requests.keySet().stream().allMatch(one -> times(all, one, false) > 1));
      assertThat(Monitoring.get(mail.server().metricsUri(), "/health").body())
          .contains("\"code\":\"database-down\"");
      comeBack.run();
      long back = AwakeTime.nanos();
      for (Map.Entry<String, Request> request : requests.entrySet()) {
        // One connection has one command at a time, and another thread has it.
        if (!request.getKey().equals("IMAP")) {
          await(request.getKey(), request.getValue(), back);
        }
      }
      isOver.set(true);
    }
    for (Future<?> client : clients) {
      client.get();
    }
    List<Answered> bad = all.stream().filter(answered -> !answered.isGood()).toList();
    assertThat(bad).extracting(Answered::request).containsAll(requests.keySet());
    assertThat(bad)
        .allSatisfy(
            answered ->
                assertThat(answered.answer()).containsAnyOf(CODE, "database-commit-unknown"));
    assertThat(bad)
        .allSatisfy(answered -> assertThat(answered.after()).as("%s", answered).isLessThan(ANSWER));
    String figures = Monitoring.figures(mail.server().metricsUri());
    for (String door : List.of("api", "s3", "imap")) {
      assertThat(figures)
          .containsPattern(
              "freehold_faults_total\\{code=\"%s\",door=\"%s\"\\} [1-9]".formatted(CODE, door));
    }
  }

  private static void await(String name, Request request, long sinceNanos) throws IOException {
    while (!once(name, request).isGood()) {
      assertThat(AwakeTime.since(sinceNanos)).as(name).isLessThan(RECOVERY);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void ask(
      String name, Request request, AtomicBoolean isOver, Queue<Answered> answers)
      throws IOException {
    while (!isOver.get()) {
      answers.add(once(name, request));
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static long times(Queue<Answered> answers, String request, boolean isGood) {
    return answers.stream()
        .filter(one -> one.request().equals(request) && one.isGood() == isGood)
        .count();
  }

  private static Answered once(String name, Request request) throws IOException {
    long start = AwakeTime.nanos();
    String answer = request.send();
    return new Answered(name, answer, AwakeTime.since(start));
  }

  private static String name() {
    return "n" + UUID.randomUUID();
  }

  private String api(String method, String path, Object body) throws IOException {
    Member.Answer answer = admin.send(method, path, body);
    return (answer.status() < 300 ? "OK " : answer.status() + " ") + answer.body();
  }

  private static String s3(Runnable call) {
    try {
      call.run();
      return "OK";
    } catch (S3Exception refused) {
      return refused.statusCode() + " " + refused.getMessage();
    } catch (SdkException failed) {
      return failed.toString();
    }
  }

  private String imapSignIn() throws IOException {
    try (ImapLines client = ImapLines.plain(mail.imapPort())) {
      return imap(login(client));
    }
  }

  /** The last line of an answer, without its tag. */
  private static String imap(String lines) {
    return Stream.of(lines.split("\n"))
        .filter(line -> !line.startsWith("*"))
        .reduce((_, last) -> last)
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .orElse(lines);
  }
}
