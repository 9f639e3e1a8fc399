package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Messages")
class MessagesTest {

  private static final MessageFlags SEEN = MessageFlags.of(MessageFlag.SEEN);
  private static final byte[] TEXT = "A: b\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void comeBackAsTheyWere(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageFlags flags =
          new MessageFlags(Set.of(MessageFlag.SEEN, MessageFlag.RECENT), Set.of("b", "a"));
      MessageRef ref = mail.append(mailbox, inbox, TEXT, flags, Optional.empty());
      assertThat(mail.read(inbox, ref.uid())).isEqualTo(TEXT);
      StoredMessage stored = mail.messages.list(inbox, 0, 10).getFirst();
      assertThat(stored.uid()).isEqualTo(1);
      assertThat(stored.flags()).isEqualTo(flags);
      assertThat(stored.internalDate()).isEqualTo(MailFixture.DELIVERED);
      assertThat(stored.sizeBytes()).isEqualTo(TEXT.length);
      assertThat(stored.headerBytes()).isEqualTo(8);
      DescribedMessage described =
          mail.messages.describe(mailbox, inbox, ref.uid(), MailFixture.ALICE);
      assertThat(described.details().orElseThrow().sha256()).isEqualTo(ref.sha256());
      assertThat(described.message()).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofAHundredWritersAtOnceGetDifferentRisingUids(Dialect dialect) throws Exception {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      List<MessageRef> refs = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<MessageRef>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          futures.add(threads.submit(() -> mail.append(mailbox, inbox, TEXT)));
        }
        for (Future<MessageRef> future : futures) {
          refs.add(future.get());
        }
      }
      assertThat(refs)
          .extracting(MessageRef::uid)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
      assertThat(refs).allSatisfy(ref -> assertThat(ref.modSeq()).isEqualTo(ref.uid() + 1));
      Folder after = mail.inbox(mailbox);
      assertThat(after.uidNext()).isEqualTo(101);
      assertThat(after.messageCount()).isEqualTo(100);
      assertThat(after.totalBytes()).isEqualTo(100L * TEXT.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void thatAreExpungedLeaveTheirUidsUnused(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef first = mail.append(mailbox, inbox, TEXT);
      MessageRef second = mail.append(mailbox, inbox, TEXT);
      assertThat(mail.messages.expunge(inbox, List.of(second.uid(), 99L)))
          .containsExactly(second.uid());
      assertThat(mail.messages.expunge(inbox, List.of(second.uid()))).isEmpty();
      Folder after = mail.inbox(mailbox);
      assertThat(after.highestModSeq()).isEqualTo(second.modSeq() + 1);
      assertThat(after.messageCount()).isEqualTo(1);
      assertThat(mail.objects.usage(mail.custody.presentKey(mailbox.id())).objects()).isEqualTo(1);
      assertThatThrownBy(() -> mail.read(inbox, second.uid())).isInstanceOf(MailException.class);
      assertThat(mail.append(mailbox, inbox, TEXT).uid()).isEqualTo(3);
      assertThat(mail.read(inbox, first.uid())).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void getOneNewModSeqPerFlagChangeAndOnlyIfTheyChange(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef one = mail.append(mailbox, inbox, TEXT);
      MessageRef two = mail.append(mailbox, inbox, TEXT, SEEN, Optional.empty());
      MessageRef three = mail.append(mailbox, inbox, TEXT);
      List<FlagResult> results =
          mail.messages.changeFlags(
              inbox,
              List.of(one.uid(), two.uid(), three.uid(), 77L),
              new FlagChange(FlagChange.Mode.ADD, SEEN));
      long modSeq = three.modSeq() + 1;
      assertThat(results)
          .containsExactly(
              new FlagResult(one.uid(), modSeq, MessageFlags.NONE, SEEN),
              new FlagResult(two.uid(), two.modSeq(), SEEN, SEEN),
              new FlagResult(three.uid(), modSeq, MessageFlags.NONE, SEEN));
      assertThat(mail.inbox(mailbox).highestModSeq()).isEqualTo(modSeq);
      assertThat(mail.messages.changedSince(inbox, three.modSeq(), 0, 10))
          .extracting(StoredMessage::uid)
          .containsExactly(one.uid(), three.uid());
      mail.messages.changeFlags(
          inbox, List.of(one.uid()), new FlagChange(FlagChange.Mode.ADD, SEEN));
      assertThat(mail.inbox(mailbox).highestModSeq()).isEqualTo(modSeq);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void keepRecentWhenTheirFlagsAreReplaced(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageFlags recent = MessageFlags.of(MessageFlag.RECENT, MessageFlag.DRAFT);
      MessageRef ref = mail.append(mailbox, inbox, TEXT, recent, Optional.empty());
      FlagResult replaced =
          mail.messages
              .changeFlags(inbox, List.of(ref.uid()), new FlagChange(FlagChange.Mode.REPLACE, SEEN))
              .getFirst();
      assertThat(replaced.after()).isEqualTo(MessageFlags.of(MessageFlag.SEEN, MessageFlag.RECENT));
      FlagResult removed =
          mail.messages
              .changeFlags(
                  inbox,
                  List.of(ref.uid()),
                  new FlagChange(FlagChange.Mode.REMOVE, replaced.after()))
              .getFirst();
      assertThat(removed.after()).isEqualTo(MessageFlags.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void changedByManyAtOnceLoseNoFlag(Dialect dialect) throws Exception {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef ref = mail.append(mailbox, inbox, TEXT);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<List<FlagResult>>> futures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          MessageFlags keyword = new MessageFlags(Set.of(), Set.of("k" + i));
          FlagChange change = new FlagChange(FlagChange.Mode.ADD, keyword);
          futures.add(
              threads.submit(() -> mail.messages.changeFlags(inbox, List.of(ref.uid()), change)));
        }
        for (Future<List<FlagResult>> future : futures) {
          future.get();
        }
      }
      StoredMessage stored = mail.messages.list(inbox, 0, 1).getFirst();
      assertThat(stored.flags().keywords()).hasSize(40);
      assertThat(stored.modSeq()).isEqualTo(ref.modSeq() + 40);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void overTheLimitAreRefusedAndLeaveNothingBehind(Dialect dialect) throws IOException {
    try (MailFixture mail = new MailFixture(dialect, folder, 1000)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      assertThat(mail.append(mailbox, inbox, new byte[1000]).sizeBytes()).isEqualTo(1000);
      List<Path> before = files();
      assertThatThrownBy(() -> mail.append(mailbox, inbox, new byte[1001]))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.code()).isEqualTo("message-too-large"));
      NewMessage announced =
          new NewMessage(
              MessageFlags.NONE,
              MailFixture.DELIVERED,
              MessageProperties.NONE,
              OptionalLong.of(1001),
              Optional.empty());
      assertThatThrownBy(
              () ->
                  mail.messages.append(mailbox, inbox, announced, unreadable(), MailFixture.ALICE))
          .isInstanceOf(MailException.class);
      assertThat(files()).isEqualTo(before);
      assertThat(mail.inbox(mailbox).uidNext()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoseSenderIsCutOffLeaveNothingBehind(Dialect dialect) throws IOException {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      List<Path> before = files();
      NewMessage message =
          new NewMessage(
              MessageFlags.NONE,
              MailFixture.DELIVERED,
              MessageProperties.NONE,
              OptionalLong.empty(),
              Optional.empty());
      try (InputStream start = InputStream.nullInputStream();
          InputStream cut = new SequenceInputStream(start, unreadable())) {
        assertThatThrownBy(
                () -> mail.messages.append(mailbox, inbox, message, cut, MailFixture.ALICE))
            .isInstanceOf(IOException.class);
      }
      assertThat(files()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofOneImportAreStoredOnceEvenByManyAtOnce(Dialect dialect) throws Exception {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      Optional<MessageImportKey> key =
          Optional.of(MessageImportKey.of("inbox.mbox@0", new byte[32]));
      List<MessageRef> refs = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<MessageRef>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          futures.add(
              threads.submit(() -> mail.append(mailbox, inbox, TEXT, MessageFlags.NONE, key)));
        }
        for (Future<MessageRef> future : futures) {
          refs.add(future.get());
        }
      }
      assertThat(refs).extracting(MessageRef::uid).containsOnly(refs.getFirst().uid());
      assertThat(refs).extracting(MessageRef::sha256).containsOnly(refs.getFirst().sha256());
      assertThat(refs).filteredOn(ref -> !ref.alreadyThere()).hasSize(1);
      assertThat(mail.inbox(mailbox).messageCount()).isEqualTo(1);
      Folder other = mail.folders.ensure(mailbox, "Other");
      assertThat(mail.append(mailbox, other, TEXT, MessageFlags.NONE, key).alreadyThere())
          .isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void doNotOpenWithThePropertiesOfAnother(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("alice@contoso.example");
      Folder inbox = mail.inbox(mailbox);
      MessageRef one = mail.append(mailbox, inbox, TEXT);
      mail.append(mailbox, inbox, TEXT);
      mail.database.write(
          tx ->
              tx.execute(
                  "UPDATE mail_messages SET sealed_properties ="
                      + " (SELECT sealed_properties FROM mail_messages WHERE uid = 2)"
                      + " WHERE uid = 1"));
      assertThat(mail.messages.describe(mailbox, inbox, one.uid(), MailFixture.ALICE).isDamaged())
          .isTrue();
      assertThatThrownBy(() -> mail.read(inbox, one.uid()))
          .isInstanceOfSatisfying(
              ContentException.class,
              e -> assertThat(e.error()).isEqualTo(ContentError.OBJECT_CORRUPT));
    }
  }

  private List<Path> files() throws IOException {
    Path blobs = folder.resolve("blobs");
    try (Stream<Path> all = Files.walk(blobs)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A stream whose first read fails. */
  private static InputStream unreadable() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    return closed;
  }
}
