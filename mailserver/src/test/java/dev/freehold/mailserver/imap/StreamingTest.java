package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.wire.ConnectionOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("Long messages, slow clients and failures below")
class StreamingTest {

  private static final int MIB = 1024 * 1024;

  /** Mailboxes where calls of folders' methods by this name do something else. */
  private static UnaryOperator<MailboxManager> whose(
      String method, BiFunction<MessageManager, Object[], Object> instead) {
    return manager ->
        (MailboxManager)
            Proxy.newProxyInstance(
                StreamingTest.class.getClassLoader(),
                new Class<?>[] {MailboxManager.class},
                (_, called, arguments) -> {
                  Object result = invoke(manager, called, arguments);
                  return called.getName().equals("getMailboxReactive")
                      ? Mono.from((Publisher<?>) result)
                          .map(folder -> other((MessageManager) folder, method, instead))
                      : result;
                });
  }

  private static MessageManager other(
      MessageManager folder, String method, BiFunction<MessageManager, Object[], Object> instead) {
    return (MessageManager)
        Proxy.newProxyInstance(
            StreamingTest.class.getClassLoader(),
            new Class<?>[] {MessageManager.class},
            (_, called, arguments) ->
                called.getName().equals(method)
                    ? instead.apply(folder, arguments)
                    : invoke(folder, called, arguments));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  @Test
  @DisplayName("A message of 50 MiB is streamed, and takes no more of the memory than a piece")
  void streamed(@TempDir Path folder) {
    AtomicLong stored = new AtomicLong();
    AtomicLong freeWhile = new AtomicLong();
    AtomicReference<TestImap> server = new AtomicReference<>();
    UnaryOperator<MailboxManager> counting =
        whose(
            "appendMessageReactive",
            (_, arguments) ->
                Mono.fromCallable(
                    () -> {
                      try (InputStream in =
                          ((MessageManager.AppendCommand) arguments[0])
                              .getMsgIn()
                              .getInputStream()) {
                        byte[] piece = new byte[64 * 1024];
                        for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                          stored.addAndGet(got);
                        }
                      }
                      boolean fits = server.get().memory().take("other", 7 * MIB);
                      freeWhile.set(fits ? 1 : 0);
                      throw new KeyAccessException(
                          KeyAccessException.Reason.DID_NOT_ANSWER, "nothing is stored here");
                    }));
    try (TestImap started =
        TestImap.start(folder, TestImap.Wish.PLAIN.withMemory(8L * MIB).withMailboxes(counting))) {
      server.set(started);
      try (RawClient client = started.signedIn()) {
        int bytes = MailServerLimits.MAX_MESSAGE_BYTES;
        client.send("a1 APPEND INBOX {%d}\r\n".formatted(bytes));
        assertThat(client.line()).startsWith("+ ");
        client.send(new byte[bytes]);
        client.send("\r\n");
        assertThat(client.answer("a1").last()).startsWith("a1 NO [UNAVAILABLE]");
        assertThat(stored).hasValue(bytes);
        assertThat(freeWhile).hasValue(1);
      }
    }
  }

  @Test
  @DisplayName("A message that finds no memory is refused for a while, and skipped")
  void noMemory(@TempDir Path folder) {
    try (TestImap server = TestImap.start(folder, TestImap.Wish.PLAIN.withMemory(100_000));
        RawClient client = server.signedIn()) {
      client.send("a1 APPEND INBOX {200000}\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 NO [LIMIT]");
      client.send("a2 APPEND INBOX {200000+}\r\n" + "x".repeat(200_000) + "\r\n");
      assertThat(client.answer("a2").last()).startsWith("a2 NO [LIMIT]");
      client.send("a3 APPEND INBOX {90000+}\r\n" + "x".repeat(90_000) + "\r\n");
      client.answer("a3").isOk();
      client.send("a4 APPEND INBOX {90000+}\r\n" + "x".repeat(90_000) + "\r\n");
      client.answer("a4").isOk();
    }
  }

  @Test
  @DisplayName("A refused key is told with who can help, and the connection goes on")
  void locked(@TempDir Path folder) {
    UnaryOperator<MailboxManager> locked =
        whose(
            "getMessagesReactive",
            (_, _) ->
                Flux.error(
                    new KeyAccessException(
                        KeyAccessException.Reason.REFUSED, "permission removed")));
    try (TestImap server = TestImap.start(folder, TestImap.Wish.PLAIN.withMailboxes(locked));
        RawClient client = server.inInbox()) {
      client.send("a0 APPEND INBOX {5+}\r\nA: b\n\r\n");
      client.answer("a0").isOk();
      assertThat(client.command("a1", "FETCH 1 BODY[]").last())
          .startsWith("a1 NO [CONTACTADMIN] the mailbox is locked: its key vaults refuse");
      client.command("a2", "NOOP").isOk();
    }
  }

  @Test
  @DisplayName("A client that reads nothing of 1 GB holds one buffer, and others notice nothing")
  void readsNothing(@TempDir Path folder) {
    AtomicLong opened = new AtomicLong();
    UnaryOperator<MailboxManager> many =
        whose(
            "getMessagesReactive",
            (inbox, arguments) ->
                Flux.range(0, 1_000)
                    .concatMap(
                        _ -> {
                          opened.incrementAndGet();
                          return Flux.from(
                              inbox.getMessagesReactive(
                                  (MessageRange) arguments[0],
                                  (FetchGroup) arguments[1],
                                  (MailboxSession) arguments[2]));
                        }));
    try (TestImap server = TestImap.start(folder, TestImap.Wish.PLAIN.withMailboxes(many));
        RawClient stalled = server.inInbox();
        RawClient other = server.inInbox()) {
      List<RawClient> moreStalled = IntStream.range(0, 40).mapToObj(_ -> server.inInbox()).toList();
      String message = "Subject: x\r\n\r\n" + "y".repeat(200_000);
      other.send("a0 APPEND INBOX {%d+}\r\n%s\r\n".formatted(message.length(), message));
      other.answer("a0").isOk();
      stalled.command("a0", "NOOP").isOk();
      stalled.send("a1 FETCH 1 BODY.PEEK[]\r\n");
      moreStalled.forEach(one -> one.command("a0", "NOOP").isOk());
      moreStalled.forEach(one -> one.send("a1 FETCH 1 BODY.PEEK[]\r\n"));
      Awaitility.await().until(() -> opened.get() > 0);
      long atRest = settled(opened);
      assertThat(atRest).isLessThan(41 * 100);
      other.command("a1", "NOOP").isOk();
      other.send("a2 APPEND INBOX {%d+}\r\n%s\r\n".formatted(message.length(), message));
      other.answer("a2").isOk();
      moreStalled.forEach(RawClient::close);
      // Once it reads, it gets all of it.
      assertThat(stalled.answer("a1").isOk().lines().size()).isGreaterThan(1_000);
    }
  }

  /** The value once it does not change any more. */
  private static long settled(AtomicLong value) {
    AtomicLong before = new AtomicLong(-1);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> before.getAndSet(value.get()) == value.get());
    return value.get();
  }

  @Test
  @DisplayName("What is written can be taken back until it is sent")
  void takenBack() throws IOException {
    ConnectionOutput output = new ConnectionOutput(OutputStream.nullOutputStream());
    byte[] start = new byte[10];
    Arrays.fill(start, (byte) 'x');
    output.write(start);
    long position = output.position();
    output.write(new byte[100]);
    assertThat(output.takeBack(position)).isTrue();
    assertThat(output.position()).isEqualTo(10);
    output.write(new byte[MailServerLimits.OUTPUT_BUFFER_BYTES * 2]);
    assertThat(output.takeBack(position)).isFalse();
  }
}
