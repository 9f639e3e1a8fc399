package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Indexes of folders")
class MessageIndexesTest {

  private static final byte[] TEXT = "A: b\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
  private static final long MEBIBYTE = 1 << 20;
  private static final int STEPS = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("say what the rows say, whatever was changed, by whichever process")
  void areAsTheRows(Dialect dialect) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      // Each remembers what it saw last, as two processes do.
      List<MessageIndexes> nodes =
          List.of(
              new MessageIndexes(mail.database, MEBIBYTE),
              new MessageIndexes(mail.database, MEBIBYTE));
      TreeMap<Long, MessageFlags> wanted = new TreeMap<>();
      for (int step = 0; step < STEPS; step++) {
        change(mail, mailbox, inbox, wanted, random);
        MessageIndexes node = nodes.get(random.nextInt(2));
        if (random.nextBoolean()) {
          assertThat(node.uids(inbox).uids().boxed())
              .as("seed %d, step %d", seed, step)
              .containsExactlyElementsOf(wanted.keySet());
        } else {
          assertThat(flags(node.flags(inbox).orElseThrow()))
              .as("seed %d, step %d", seed, step)
              .isEqualTo(wanted);
        }
      }
    }
  }

  private static void change(
      MailFixture mail,
      Mailbox mailbox,
      Folder inbox,
      Map<Long, MessageFlags> wanted,
      Random random) {
    MessageFlags flags = flags(random);
    List<Long> some =
        wanted.keySet().stream().filter(_ -> random.nextInt(4) == 0).limit(5).toList();
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        MessageRef added = mail.append(mailbox, inbox, TEXT, flags, Optional.empty());
        wanted.put(added.uid(), flags);
      }
      case 2 -> {
        if (!some.isEmpty()) {
          mail.messages.expunge(inbox, some);
          wanted.keySet().removeAll(some);
        }
      }
      case 3 -> {
        new MessageRanges(mail.database)
            .changeFlags(
                inbox,
                MessageRanges.Uids.ALL,
                message -> some.contains(message.uid()) ? flags : message.flags());
        some.forEach(uid -> wanted.put(uid, flags));
      }
      default -> {} // Nothing happens for a while.
    }
  }

  private static MessageFlags flags(Random random) {
    EnumSet<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    for (MessageFlag flag : EnumSet.complementOf(EnumSet.of(MessageFlag.RECENT))) {
      if (random.nextInt(3) == 0) {
        system.add(flag);
      }
    }
    Set<String> keywords =
        IntStream.range(0, 3)
            .filter(_ -> random.nextInt(4) == 0)
            .mapToObj(number -> "$Word" + number)
            .collect(Collectors.toSet());
    return new MessageFlags(system, keywords);
  }

  private static Map<Long, MessageFlags> flags(MessageIndex index) {
    return IntStream.range(0, index.size())
        .boxed()
        .collect(Collectors.toMap(index::uid, place -> index.flags(index.flagsWord(place))));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("leave \\Recent out, which is taken away without a mod-sequence")
  void leaveRecentOut(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      MessageFlags fresh = MessageFlags.of(MessageFlag.SEEN, MessageFlag.RECENT);
      mail.append(mailbox, mail.inbox(mailbox), TEXT, fresh, Optional.empty());
      MessageIndexes indexes = new MessageIndexes(mail.database, MEBIBYTE);

      MessageIndex index = indexes.flags(mail.inbox(mailbox)).orElseThrow();

      assertThat(index.flags(index.flagsWord(0))).isEqualTo(MessageFlags.of(MessageFlag.SEEN));
    }
  }

  @Test
  @DisplayName("know nothing of a folder that is gone or another mailbox's")
  void ofOthers() {
    try (MailFixture mail = new MailFixture(Dialect.SQLITE, folder)) {
      Mailbox alice = mail.mailbox("alice@contoso.example");
      Mailbox bob = mail.mailbox("bob@contoso.example");
      mail.append(alice, mail.inbox(alice), TEXT);
      Folder inbox = mail.inbox(alice);
      MessageIndexes indexes = new MessageIndexes(mail.database, MEBIBYTE);
      assertThat(indexes.uids(inbox).size()).isEqualTo(1);
      Folder asBobs =
          new Folder(inbox.id(), bob.tenantId(), bob.id(), "", Optional.empty(), 1, 1, 1, 0, 0);

      assertThat(indexes.uids(asBobs).size()).isZero();
      assertThat(indexes.flags(asBobs).orElseThrow().size()).isZero();
    }
  }

  @Test
  @DisplayName("take no more memory between calls than they may")
  void stayWithinTheirBound() {
    try (MailFixture mail = new MailFixture(Dialect.SQLITE, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      long bound = 2_000;
      MessageIndexes indexes = new MessageIndexes(mail.database, bound);
      List<Folder> folders = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        folders.add(mail.folders.create(mailbox, "Folder" + number, Optional.empty()));
        mail.append(mailbox, folders.getLast(), TEXT);
        assertThat(indexes.uids(folders.getLast()).size()).isEqualTo(1);
        assertThat(indexes.bytes()).isPositive().isLessThanOrEqualTo(bound);
      }
      folders.forEach(one -> assertThat(indexes.uids(one).size()).isEqualTo(1));
    }
  }

  @Test
  @DisplayName("find the first message at or above a UID")
  void findsPlaces() {
    int[] uids = {1, 5, (int) 4_000_000_000L};
    MessageIndex index = new MessageIndex(null, uids, new int[0], List.of());

    Function<Long, Integer> place = index::placeOf;
    assertThat(LongStream.of(1, 2, 5, 6, 4_000_000_000L, 4_000_000_001L).boxed().map(place))
        .containsExactly(0, 1, 1, 2, 2, 3);
    assertThat(index.uids()).containsExactly(1L, 5L, 4_000_000_000L);
  }
}
