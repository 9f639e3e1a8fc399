package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An IMAP source on loopback that is honest but for the commands that a test gives another answer
 * to. Messages have the UIDs 1, 2, 3 and so on, which are their numbers too. It lets everybody in.
 */
final class LyingServer extends LoopbackSource {

  /** An answer that ends the connection without a word, as each does that has no tag. */
  static final String HANGS_UP = "";

  /** An answer that never comes. */
  static final String SILENCE = "silence";

  private static final Pattern EXAMINE = Pattern.compile("EXAMINE \"(.*)\"");
  private static final Pattern STATUS = Pattern.compile("STATUS \"(.*)\" \\(MESSAGES\\)");
  private static final Pattern FETCH =
      Pattern.compile("(UID )?FETCH (\\d+)(?::(\\d+))? \\((.*)\\)");

  private final Map<String, List<String>> folders = new ConcurrentSkipListMap<>();
  private final List<Lie> lies = new CopyOnWriteArrayList<>();
  private final Map<Integer, String> descriptions = new ConcurrentHashMap<>();
  private final List<String> signedIn = new CopyOnWriteArrayList<>();
  private final List<String> afterRefusals = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> letsIn = _ -> true;
  private final AtomicInteger uidValidity = new AtomicInteger(7);
  private volatile boolean endsLate;

  LyingServer() throws IOException {
    listen();
  }

  private record Lie(Pattern command, String answer) {}

  /** Adds messages to a folder, each of this text. */
  LyingServer with(String folder, String... texts) {
    folders.computeIfAbsent(folder, _ -> new ArrayList<>()).addAll(List.of(texts));
    return this;
  }

  /** Sends all messages that were asked for before it ends the answers that they are in. */
  void endsLate() {
    endsLate = true;
  }

  /** Numbers all messages anew. */
  void renumbers() {
    uidValidity.incrementAndGet();
  }

  /** Gives a folder another name. */
  void renames(String folder, String name) {
    folders.put(name, folders.remove(folder));
  }

  /** Removes a folder. */
  void without(String folder) {
    folders.remove(folder);
  }

  /**
   * Answers commands of this form so from now on; {@code TAG} in the answer is their tag.
   *
   * @param command a regular expression for all of the command behind its tag
   */
  LyingServer answers(String command, String answer) {
    lies.addFirst(new Lie(Pattern.compile(command), answer));
    return this;
  }

  /** Says this wherever it describes the message, alone or with others. */
  LyingServer describes(int uid, String response) {
    descriptions.put(uid, response);
    return this;
  }

  /** Lets in only whom {@code rule} lets, by what they say to sign in. */
  LyingServer letsIn(Predicate<String> rule) {
    letsIn = rule;
    return this;
  }

  /** What was said to sign in, each with its mechanism. */
  List<String> signedIn() {
    return List.copyOf(signedIn);
  }

  /** What was said after a refusal. */
  List<String> afterRefusals() {
    return List.copyOf(afterRefusals);
  }

  /** Is honest from now on. */
  void repents() {
    lies.clear();
    descriptions.clear();
  }

  @Override
  Conversation begin() {
    return new Session();
  }

  private final class Session implements Conversation {
    private final List<String> ends = new ArrayList<>();
    private List<String> selected = List.of();

    @Override
    public boolean answer(String tag, String command, BufferedReader in, OutputStream out)
        throws IOException {
      Matcher examine = EXAMINE.matcher(command);
      if (examine.matches()) {
        selected = folders.getOrDefault(examine.group(1), List.of());
      }
      if (command.startsWith("AUTHENTICATE") && !isLetIn(tag, command, in, out)) {
        return true;
      }
      String answer = LyingServer.this.answer(command, selected);
      if (answer.equals(SILENCE)) {
        return true;
      }
      if (endsLate && command.contains("BODY.PEEK[]") && answer.contains("TAG")) {
        int end = answer.lastIndexOf("TAG");
        say(out, tag, answer.substring(0, end));
        ends.add(answer.substring(end).replace("TAG", tag));
        if (!in.ready()) {
          say(out, tag, String.join("", ends));
          ends.clear();
        }
        return true;
      }
      say(out, tag, answer);
      return answer.contains("TAG");
    }
  }

  private boolean isLetIn(String tag, String command, BufferedReader in, OutputStream out)
      throws IOException {
    say(out, tag, "+ \r\n");
    String said = new String(Base64.getDecoder().decode(in.readLine()), UTF_8);
    signedIn.add(command.substring(command.indexOf(' ') + 1) + " " + said);
    if (letsIn.test(said)) {
      return true;
    }
    say(out, tag, "+ e30=\r\n");
    afterRefusals.add(in.readLine());
    say(out, tag, "TAG NO not you\r\n");
    return false;
  }

  private String answer(String command, List<String> selected) {
    for (Lie lie : lies) {
      if (lie.command().matcher(command).matches()) {
        return lie.answer();
      }
    }
    return honest(command, selected);
  }

  private String honest(String command, List<String> selected) {
    Matcher fetch = FETCH.matcher(command);
    if (fetch.matches()) {
      int first = Integer.parseInt(fetch.group(2));
      int last = fetch.group(3) == null ? first : Integer.parseInt(fetch.group(3));
      List<String> responses =
          IntStream.rangeClosed(first, Math.min(last, selected.size()))
              .mapToObj(uid -> message(uid, selected.get(uid - 1), fetch.group(4)))
              .toList();
      return responses.contains(HANGS_UP) ? HANGS_UP : String.join("", responses) + OK;
    }
    Matcher status = STATUS.matcher(command);
    if (status.matches()) {
      return "* STATUS \"%s\" (MESSAGES %d)\r\n"
              .formatted(status.group(1), folders.getOrDefault(status.group(1), List.of()).size())
          + OK;
    }
    return switch (command.split(" ", 2)[0]) {
      case "CAPABILITY" -> "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + OK;
      case "LIST" -> list(folders.keySet());
      case "EXAMINE" ->
          "* %d EXISTS\r\n* OK [UIDVALIDITY %d] fine\r\n"
                  .formatted(selected.size(), uidValidity.get())
              + OK;
      default -> OK;
    };
  }

  private String message(int uid, String text, String items) {
    if (items.contains("HEADER.FIELDS")) {
      String id =
          text.lines().filter(line -> line.startsWith("Message-ID:")).findFirst().orElse("");
      return "* %d FETCH (UID %d BODY[HEADER.FIELDS (MESSAGE-ID)] {%d}\r\n%s\r\n\r\n)\r\n"
          .formatted(uid, uid, id.length() + 4, id);
    }
    if (items.contains("BODY")) {
      return body(uid, text);
    }
    return items.equals("UID")
        ? "* %d FETCH (UID %d)\r\n".formatted(uid, uid)
        : descriptions.getOrDefault(uid, described(uid, DATE, text.length()));
  }

  /** What gives a message. */
  static String body(int uid, String text) {
    return "* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n".formatted(uid, uid, text.length(), text);
  }

  /** What is said of a message. */
  static String described(int uid, String date, int size) {
    return "* %d FETCH (UID %d FLAGS (\\Seen) INTERNALDATE %s RFC822.SIZE %d)\r\n"
        .formatted(uid, uid, date, size);
  }
}
