package dev.freehold.mailserver.process;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.sweep.StoreBinding;
import dev.freehold.content.sweep.SweepReport;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.MailboxStatistics;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.mailserver.process.KeptFolder.Kept;
import dev.freehold.persistence.time.TwoClocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mailbox that is changed over IMAP and LMTP while its server is killed again and again. */
final class KilledMailbox {

  private static final int PAGE = 500;
  private static final int CHANGING = 3;

  private final MailPlace place;
  private final List<WritingClient> clients = new ArrayList<>();

  /** The tokens of objects that were read once, by their ids. */
  private final Map<UUID, String> read = new HashMap<>();

  private MailboxStatistics statistics;

  KilledMailbox(MailPlace place, Random random) throws IOException {
    this.place = place;
    List<ChangingClient> changing = new ArrayList<>();
    for (int i = 0; i < CHANGING; i++) {
      changing.add(new ChangingClient("client" + i, random.nextLong()));
    }
    clients.addAll(changing);
    clients.add(new DeliveringClient(random.nextLong()));
    try (StoredMail stored = new StoredMail(place)) {
      for (String path : changing.stream().flatMap(one -> one.paths().stream()).toList()) {
        stored.store.folders.create(stored.mailbox, path, Optional.empty());
      }
      settle(stored, "before");
    }
  }

  MailPlace place() {
    return place;
  }

  List<WritingClient> clients() {
    return clients;
  }

  /** What clients are told of the quota. */
  void assertUsage(MailDoor server) throws IOException {
    long kilobytes = statistics.totalBytes() / 1024;
    try (RawClient client = server.imap()) {
      assertThat(client.command("q", "GETQUOTA mailbox").isOk().all())
          .containsPattern("\\(STORAGE (%d|%d) ".formatted(kilobytes, kilobytes + 1));
    }
  }

  /** Looks at everything, and goes on from it. */
  void settle(String when) throws IOException {
    try (StoredMail stored = new StoredMail(place)) {
      settle(stored, when);
    }
  }

  private void settle(StoredMail stored, String when) throws IOException {
    Map<String, KeptFolder> all = new TreeMap<>();
    long messages = 0;
    for (Folder one : stored.store.folders.list(stored.mailbox)) {
      boolean hasRightCounts = stored.store.database.read(tx -> FolderRows.hasRightCounts(tx, one));
      assertThat(hasRightCounts).as("counts of %s, %s", one.path(), when).isTrue();
      KeptFolder found = found(stored, one);
      messages += found.messages().size();
      all.put(one.path(), found);
    }
    statistics = stored.store.mailboxes.statistics(stored.mailbox);
    assertThat(statistics.itemCount()).isEqualTo(messages);
    assertThat(statistics.isEncrypted()).as("objects are counted right, %s", when).isTrue();
    for (WritingClient client : clients) {
      client.settle(
          all.entrySet().stream()
              .filter(entry -> client.owns(entry.getKey()))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
          when);
    }
  }

  private KeptFolder found(StoredMail stored, Folder one) throws IOException {
    List<Kept> messages = new ArrayList<>();
    MessageRanges.Uids rest = MessageRanges.Uids.ALL;
    List<StoredMessage> page;
    do {
      page = stored.mail.ranges().list(one, rest, PAGE);
      for (StoredMessage message : page) {
        assertThat(message.modSeq()).isLessThanOrEqualTo(one.highestModSeq());
        messages.add(new Kept(message.uid(), token(stored, one, message), flags(message.flags())));
        rest = new MessageRanges.Uids(message.uid() + 1, MessageRanges.Uids.ALL.last());
      }
    } while (page.size() == PAGE);
    return new KeptFolder(
        one.id().toString(), one.uidValidity(), one.uidNext(), one.highestModSeq(), messages);
  }

  private String token(StoredMail stored, Folder one, StoredMessage message) throws IOException {
    String known = read.get(message.objectId());
    if (known == null) {
      known = Tokens.of(stored.store.read(one, message.uid()));
      read.put(message.objectId(), known);
    }
    return known;
  }

  private static Set<String> flags(MessageFlags flags) {
    Set<String> all = new HashSet<>(flags.keywords());
    for (MessageFlag flag : flags.system()) {
      if (flag != MessageFlag.RECENT) {
        all.add("\\" + flag.name().charAt(0) + flag.name().substring(1).toLowerCase(ROOT));
      }
    }
    return all;
  }

  /** Sweeps as one would in two days; what no message has is gone then, and nothing else. */
  void assertNoOrphans() throws IOException {
    try (StoredMail stored = new StoredMail(place)) {
      assertNoOrphans(stored.store);
    }
  }

  private void assertNoOrphans(MailFixture store) throws IOException {
    BlobStore blobs = store.blobs();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
    SweepReport report =
        new Sweeper(
                store.database,
                blobs,
                new StoreBinding(
                    store.database, blobs, CryptoSuite.select(CryptoSuite.Choice.AUTO).random()),
                TwoClocks.same(later),
                SweepSettings.DEFAULT)
            .run();
    assertThat(report.held()).isFalse();
    assertThat(report.finished()).isTrue();
    long inUse = count(store, "SELECT COUNT(DISTINCT object_id) FROM mail_messages");
    assertThat(count(store, "SELECT COUNT(*) FROM content_objects")).isEqualTo(inUse);
    try (Stream<Path> all = Files.walk(place.folder().resolve("blobs"))) {
      // The store's own identity is the one file more.
      assertThat(all.filter(Files::isRegularFile)).hasSize((int) inUse + 1);
    }
  }

  private static long count(MailFixture store, String sql) {
    return store.database.read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
  }
}
