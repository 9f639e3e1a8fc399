package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Eight long messages at once")
class PlaintextSpillTest {

  private static final int MESSAGES = 8;
  private static final int MIB = 1024 * 1024;

  /** Eight of 60 fill the launcher's heap of 256 MiB twice, eight of 20 a smaller one as often. */
  private static final int MEGABYTES = Integer.getInteger("freehold.spill.megabytes", 20);

  private static final int HEAP_MIB = MEGABYTES < 60 ? 96 : 256;

  private static final String MARKER = "pelican-harbour-lantern";
  private static final byte[] BLOCK = block();
  private static final int BLOCKS = MEGABYTES * 1_000_000 / BLOCK.length;

  private static byte[] block() {
    String line = MARKER + " " + "x".repeat(76 - MARKER.length() - 3) + "\r\n";
    return line.repeat(64 * 1024 / line.length()).getBytes(StandardCharsets.US_ASCII);
  }

  private static String header(int number) {
    return "Subject: %s %d\r\nFrom: ada@example.com\r\n\r\n".formatted(MARKER, number);
  }

  @TempDir private Path folder;

  /** What one client does. */
  private interface Part {
    void run(int number) throws Exception;
  }

  @Test
  @DisplayName("pass through a small heap in both directions, and no file ever holds their text")
  void noFileHoldsThem() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    MailPlace place = StoredMail.prepare(Dialect.SQLITE, folder);
    List<String> options =
        List.of(
            "-Xms32m",
            "-Xmx" + HEAP_MIB + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.io.tmpdir=" + temporary);
    try (MailServerChild server = MailServerChild.start(List.of(place), options);
        WrittenFiles written = WrittenFiles.of(server.pid(), MARKER)) {
      MailDoor door = server.door(0);
      atOnce(number -> store(door, number));
      List<RawClient> silent = silent(door);
      atOnce(number -> fetch(door, number));
      search(door);
      silent.forEach(RawClient::close);
      assertThat(written.seen()).containsKey(database(place)).doesNotContainValue(true);
      assertThat(written.withMarker(List.of(folder))).isEmpty();
    }
  }

  /** Clients that ask for all of them, 1 GB and more together, and read nothing. */
  private static List<RawClient> silent(MailDoor door) {
    List<RawClient> all = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      RawClient client = door.imap();
      client.command("s", "SELECT INBOX").isOk();
      client.send("f FETCH 1:* (BODY.PEEK[] BODY.PEEK[TEXT])\r\n");
      all.add(client);
    }
    return all;
  }

  private static String database(MailPlace place) {
    return place.asArgument().lines().toList().getLast();
  }

  private static void atOnce(Part part) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 1; number <= MESSAGES; number++) {
        int own = number;
        Callable<Object> call =
            () -> {
              part.run(own);
              return own;
            };
        all.add(threads.submit(call));
      }
      for (Future<?> one : all) {
        one.get(5, TimeUnit.MINUTES);
      }
    }
  }

  private static void store(MailDoor door, int number) {
    if (number % 2 == 0) {
      deliver(door, number);
    } else {
      append(door, number);
    }
  }

  private static void deliver(MailDoor door, int number) {
    try (RawClient client = door.lmtp()) {
      for (String line : List.of("MAIL FROM:<ada@b.example>", "RCPT TO:<%s>", "DATA")) {
        client.send(line.formatted(StoredMail.ADDRESS) + "\r\n");
        assertThat(client.line()).matches("(250|354) .*");
      }
      sendMessage(client, number);
      client.send(".\r\n");
      assertThat(client.line()).startsWith("250 2.1.5");
    }
  }

  /** Tries again if it is refused for a while. */
  private static void append(MailDoor door, int number) {
    int bytes = header(number).length() + BLOCKS * BLOCK.length;
    try (RawClient client = door.imap()) {
      String line = "";
      while (!line.startsWith("+")) {
        client.send("a APPEND INBOX {%d}\r\n".formatted(bytes));
        line = client.line();
        assertThat(line).matches("\\+ .*|a NO \\[LIMIT] .*");
      }
      sendMessage(client, number);
      client.send("\r\n");
      client.answer("a").isOk();
    }
  }

  private static void sendMessage(RawClient client, int number) {
    client.send(header(number));
    for (int i = 0; i < BLOCKS; i++) {
      client.send(BLOCK);
    }
  }

  private static void fetch(MailDoor door, int number) {
    try (RawClient client = door.imap()) {
      client.command("s", "SELECT INBOX").isOk();
      client.send("f FETCH %d BODY.PEEK[TEXT]\r\n".formatted(number));
      assertThat(client.line()).endsWith("BODY[TEXT] {%d}".formatted(BLOCKS * BLOCK.length));
      for (int i = 0; i < BLOCKS; i++) {
        assertThat(Arrays.equals(client.bytes(BLOCK.length), BLOCK)).isTrue();
      }
      client.answer("f").isOk();
      client.send("f FETCH %d (BODYSTRUCTURE ENVELOPE BODY.PEEK[])\r\n".formatted(number));
      String line = client.line();
      int bytes = Integer.parseInt(line.replaceAll(".*\\{(\\d+)}$", "$1"));
      assertThat(bytes).isGreaterThan(BLOCKS * BLOCK.length);
      for (int left = bytes; left > 0; left -= Math.min(left, MIB)) {
        client.bytes(Math.min(left, MIB));
      }
      client.answer("f").isOk();
    }
  }

  private static void search(MailDoor door) {
    try (RawClient client = door.imap()) {
      client.command("s", "SELECT INBOX").isOk();
      assertThat(client.command("t", "SEARCH TEXT no-such-word-anywhere").isOk().lines())
          .contains("* SEARCH");
      client.command("t", "SORT (SUBJECT) UTF-8 BODY %s".formatted(MARKER)).isOk();
    }
  }
}
