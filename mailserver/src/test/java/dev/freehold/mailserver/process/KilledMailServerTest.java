package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.Kills;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mail server that is killed")
@Order(1)
class KilledMailServerTest {

  /** Of processes that each serve a mailbox over SQLite and one over PostgreSQL. */
  private static final int KILLS = Kills.count(10);

  /** With so many, each kind of change is interrupted at least once. */
  private static final int MANY = 100;

  private static final int FEWEST_ANSWERS = 10;
  private static final int MOST_ANSWERS = 50;
  private static final int MOST_NANOS = 8_000_000;
  private static final Set<String> ALL_KINDS =
      Set.of("LMTP", "APPEND", "COPY", "MOVE", "STORE", "EXPUNGE", "RENAME");

  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

  @TempDir private Path folder;
  private final Set<String> interrupted = new HashSet<>();

  @Test
  @DisplayName(
      "What was answered is there once, under its UID, and counts, mod-sequences and space are"
          + " right")
  void fault43_killedAgainAndAgain() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<KilledMailbox> mailboxes = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      Path own = Files.createDirectory(folder.resolve(dialect.name()));
      mailboxes.add(new KilledMailbox(StoredMail.prepare(dialect, own), random));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      writeAndKill(mailboxes, random);
      for (KilledMailbox mailbox : mailboxes) {
        mailbox.settle("kill %d of seed %d".formatted(kill, seed));
      }
    }
    if (KILLS >= MANY) {
      assertThat(interrupted).containsAll(ALL_KINDS);
    }
    for (KilledMailbox mailbox : mailboxes) {
      mailbox.assertNoOrphans();
    }
  }

  private void writeAndKill(List<KilledMailbox> mailboxes, Random random) throws Exception {
    Semaphore answered = new Semaphore(0);
    List<MailPlace> places = mailboxes.stream().map(KilledMailbox::place).toList();
    // If something fails the server goes first, or clients would write to it for ever.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        MailServerChild server = MailServerChild.start(places, QUICK_START)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < mailboxes.size(); i++) {
        MailDoor door = server.door(i);
        mailboxes.get(i).assertUsage(door);
        for (WritingClient client : mailboxes.get(i).clients()) {
          writing.add(threads.submit(() -> client.writeUntilGone(door, answered)));
        }
      }
      int enough = FEWEST_ANSWERS + random.nextInt(MOST_ANSWERS);
      assertThat(answered.tryAcquire(enough, 1, TimeUnit.MINUTES)).as("answers come").isTrue();
      LockSupport.parkNanos(random.nextInt(MOST_NANOS));
      server.kill();
      for (Future<?> one : writing) {
        one.get(1, TimeUnit.MINUTES);
      }
    }
    mailboxes.stream()
        .flatMap(mailbox -> mailbox.clients().stream())
        .forEach(client -> client.interrupted().ifPresent(interrupted::add));
  }
}
