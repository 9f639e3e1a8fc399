package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes folders that others change at the same time: flags messages of all with a keyword of its
 * own, appends, copies, and expunges what it has appended. For one thread.
 */
final class SharingClient {

  /** Everybody's folders. */
  static final String FIRST = "INBOX";

  static final String SECOND = "Second";

  private static final String MESSAGE = "Subject: x\r\n\r\nbody\r\n";
  private static final Pattern APPENDED = Pattern.compile("\\[APPENDUID \\d+ (\\d+)]");
  private static final Pattern COPIED = Pattern.compile("\\[COPYUID \\d+ \\S+ (\\d+)]");

  final String keyword;
  private final Random random;
  private final int shared;

  /** UIDs that it was given, in either folder. */
  final List<Long> firstUids = new ArrayList<>();

  final List<Long> secondUids = new ArrayList<>();

  /** Shared messages that have its keyword. */
  final Set<Long> flagged = new HashSet<>();

  /** What it appended and has not expunged. */
  final Set<Long> kept = new HashSet<>();

  /** How many changes it made in the first folder, each of which takes a mod-sequence. */
  int changes;

  /**
   * @param shared messages of UIDs 1 to this are everybody's
   */
  SharingClient(String keyword, long seed, int shared) {
    this.keyword = keyword;
    this.random = new Random(seed);
    this.shared = shared;
  }

  /** Makes so many changes at a node. */
  Void change(MailDoor node, int count) {
    try (RawClient client = node.imap()) {
      client.command("s", "SELECT " + FIRST).isOk();
      for (int i = 0; i < count; i++) {
        switch (random.nextInt(5)) {
          case 0 -> append(client);
          case 1, 2 -> flag(client);
          case 3 -> copy(client);
          case 4 -> expunge(client);
          default -> throw new IllegalStateException("there are five kinds");
        }
      }
    }
    return null;
  }

  private long append(RawClient client) {
    RawClient.Answer answer =
        client.command("a", "APPEND %s {%d+}\r\n%s".formatted(FIRST, MESSAGE.length(), MESSAGE));
    long uid = found(APPENDED, answer);
    firstUids.add(uid);
    kept.add(uid);
    changes++;
    return uid;
  }

  private void flag(RawClient client) {
    long uid = 1L + random.nextInt(shared);
    client.command("f", "UID STORE %d +FLAGS (%s)".formatted(uid, keyword)).isOk();
    changes += flagged.add(uid) ? 1 : 0;
  }

  private void copy(RawClient client) {
    long uid = 1L + random.nextInt(shared);
    secondUids.add(found(COPIED, client.command("c", "UID COPY %d %s".formatted(uid, SECOND))));
  }

  private void expunge(RawClient client) {
    long uid = kept.isEmpty() ? append(client) : kept.iterator().next();
    client.command("d", "UID STORE %d +FLAGS (\\Deleted)".formatted(uid)).isOk();
    client.command("e", "UID EXPUNGE " + uid).isOk();
    kept.remove(uid);
    changes += 2;
  }

  private static long found(Pattern pattern, RawClient.Answer answer) {
    Matcher matcher = pattern.matcher(answer.isOk().all());
    assertThat(matcher.find()).as(answer.all()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  /** Delivers one message. */
  static void deliver(MailDoor node) {
    try (RawClient client = node.lmtp()) {
      expect(client, "MAIL FROM:<ada@example.com>", "250");
      expect(client, "RCPT TO:<" + StoredMail.ADDRESS + ">", "250");
      expect(client, "DATA", "354");
      expect(client, MESSAGE + ".", "250");
    }
  }

  private static void expect(RawClient client, String line, String code) {
    client.send(line + "\r\n");
    assertThat(client.line()).startsWith(code);
  }
}
