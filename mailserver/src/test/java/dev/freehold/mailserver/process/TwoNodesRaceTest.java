package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.persistence.testing.AwakeTime;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Clients of two nodes that change one mailbox at the same time")
@Order(1)
class TwoNodesRaceTest {

  private static final int CLIENTS = 8;
  private static final int CHANGES = 40;
  private static final int SHARED = 30;
  private static final Pattern STATUS = Pattern.compile("HIGHESTMODSEQ (\\d+)");
  private static final Pattern MESSAGE =
      Pattern.compile("\\* \\d+ FETCH \\((?=.*UID (\\d+))(?=.*MODSEQ \\((\\d+)\\))");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");

  /** A message as a node shows it. */
  private record Shown(long uid, long modSeq, Set<String> keywords) {}

  @Test
  @DisplayName("lose no flag, share no UID, take rising mod-sequences and see the same")
  void race(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    try (TwoNodes nodes = TwoNodes.start(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RawClient idleHere = prepare(nodes);
        RawClient idleThere = TwoNodes.idle(nodes.there, SharingClient.FIRST)) {
      List<IdleModel> models = List.of(new IdleModel(SHARED), new IdleModel(SHARED));
      Future<?> hearingHere = threads.submit(() -> listen(models.getFirst(), idleHere));
      Future<?> hearingThere = threads.submit(() -> listen(models.getLast(), idleThere));
      long before = highestModSeq(nodes.here);
      List<SharingClient> clients = run(nodes, threads, seed);
      List<Shown> first = shown(nodes.here, SharingClient.FIRST);
      assertAgreed(nodes, first, "seed " + seed);
      assertRight(clients, first, before, highestModSeq(nodes.there));
      long doneNanos = AwakeTime.nanos();
      await().untilAsserted(() -> models.forEach(model -> assertHeard(model, first)));
      assertThat(AwakeTime.since(doneNanos)).isLessThan(TwoNodes.HEARD);
      idleHere.socket().close();
      idleThere.socket().close();
      hearingHere.get();
      hearingThere.get();
      assertCounts(nodes);
    }
  }

  private static RawClient prepare(TwoNodes nodes) {
    try (RawClient client = TwoNodes.client(nodes.here)) {
      client.command("a", "CREATE " + SharingClient.SECOND).isOk();
      for (int i = 0; i < SHARED; i++) {
        client.command("b", "APPEND INBOX {14+}\r\nSubject: x\r\n\r\n").isOk();
      }
    }
    return TwoNodes.idle(nodes.here, SharingClient.FIRST);
  }

  private static void listen(IdleModel model, RawClient idle) {
    try {
      model.listen(idle);
    } catch (UncheckedIOException closed) {
      // The test is over.
    }
  }

  private static List<SharingClient> run(TwoNodes nodes, ExecutorService threads, long seed)
      throws Exception {
    List<SharingClient> clients =
        IntStream.range(0, 2 * CLIENTS)
            .mapToObj(i -> new SharingClient("client" + i, seed + i, SHARED))
            .toList();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      SharingClient client = clients.get(i);
      MailDoor door = (i % 2 == 0 ? nodes.here : nodes.there).door(0);
      running.add(threads.submit(() -> client.change(door, CHANGES)));
    }
    for (MailServerChild node : List.of(nodes.here, nodes.there)) {
      running.add(
          threads.submit(
              () -> IntStream.range(0, CHANGES).forEach(_ -> SharingClient.deliver(node.door(0)))));
    }
    for (Future<?> one : running) {
      one.get();
    }
    return clients;
  }

  private static void assertAgreed(TwoNodes nodes, List<Shown> first, String seed) {
    assertThat(shown(nodes.there, SharingClient.FIRST)).as(seed).isEqualTo(first);
    assertThat(shown(nodes.there, SharingClient.SECOND))
        .as(seed)
        .isEqualTo(shown(nodes.here, SharingClient.SECOND));
  }

  private static void assertRight(
      List<SharingClient> clients, List<Shown> first, long before, long after) {
    List<Long> given = clients.stream().flatMap(client -> client.firstUids.stream()).toList();
    assertThat(given).doesNotHaveDuplicates();
    assertThat(clients.stream().flatMap(client -> client.secondUids.stream()))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(
                    1, clients.stream().mapToLong(client -> client.secondUids.size()).sum())
                .boxed()
                .toList());
    Set<Long> expected = new HashSet<>(LongStream.rangeClosed(1, SHARED).boxed().toList());
    long delivered = 2L * CHANGES;
    LongStream.rangeClosed(SHARED + 1, SHARED + given.size() + delivered).forEach(expected::add);
    given.forEach(expected::remove);
    clients.forEach(client -> expected.addAll(client.kept));
    assertThat(first).extracting(Shown::uid).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(first).extracting(Shown::modSeq).doesNotHaveDuplicates();
    assertThat(first)
        .allSatisfy(
            message ->
                assertThat(message.keywords)
                    .as("keywords of %d", message.uid)
                    .containsExactlyInAnyOrderElementsOf(
                        clients.stream()
                            .filter(client -> client.flagged.contains(message.uid))
                            .map(client -> client.keyword)
                            .toList()));
    assertThat(after - before)
        .as("each change took one mod-sequence")
        .isEqualTo(delivered + clients.stream().mapToLong(client -> client.changes).sum());
  }

  /** Who was in IDLE knows the number of messages, and the flags of those that were there. */
  private static void assertHeard(IdleModel model, List<Shown> first) {
    List<Set<String>> heard = model.messages();
    assertThat(heard).hasSameSizeAs(first);
    assertThat(heard.subList(0, SHARED))
        .isEqualTo(first.subList(0, SHARED).stream().map(Shown::keywords).toList());
  }

  private static void assertCounts(TwoNodes nodes) {
    try (StoredMail stored = new StoredMail(nodes.place)) {
      for (Folder one : stored.store.folders.list(stored.mailbox)) {
        boolean isRight = stored.store.database.read(tx -> FolderRows.hasRightCounts(tx, one));
        assertThat(isRight).as("counts of %s", one.path()).isTrue();
      }
      assertThat(stored.store.mailboxes.statistics(stored.mailbox).isEncrypted()).isTrue();
    }
  }

  private static long highestModSeq(MailServerChild node) {
    try (RawClient client = TwoNodes.client(node)) {
      String answer = client.command("a", "STATUS INBOX (HIGHESTMODSEQ)").isOk().all();
      Matcher status = STATUS.matcher(answer);
      assertThat(status.find()).isTrue();
      return Long.parseLong(status.group(1));
    }
  }

  private static List<Shown> shown(MailServerChild node, String folder) {
    try (RawClient client = TwoNodes.in(node, folder)) {
      return client.command("f", "FETCH 1:* (UID MODSEQ FLAGS)").isOk().lines().stream()
          .flatMap(line -> shown(line).stream())
          .toList();
    }
  }

  private static Optional<Shown> shown(String line) {
    Matcher message = MESSAGE.matcher(line);
    Matcher flags = FLAGS.matcher(line);
    return message.find() && flags.find()
        ? Stream.of(
                new Shown(
                    Long.parseLong(message.group(1)),
                    Long.parseLong(message.group(2)),
                    IdleModel.flags(flags.group(1))))
            .findFirst()
        : Optional.empty();
  }
}
