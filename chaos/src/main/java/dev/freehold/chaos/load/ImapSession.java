package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Deed.Mail;
import dev.freehold.chaos.history.Deed.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session of IMAP in which each command waits for its answer. For one thread. */
final class ImapSession implements AutoCloseable {

  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\}$");
  private static final Pattern UID = Pattern.compile("[( ]UID (\\d+)");
  private static final Pattern MOD_SEQ = Pattern.compile("MODSEQ \\((\\d+)\\)");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
  private static final Pattern APPENDED = Pattern.compile("\\[APPENDUID (\\d+) (\\d+)\\]");
  private static final Pattern COPIED = Pattern.compile("\\[COPYUID (\\d+) \\d+ (\\d+)\\]");

  private final NodeSocket socket;
  private int commands;

  /** Begins with the greeting, which it takes. */
  ImapSession(NodeSocket socket) throws IOException {
    this.socket = socket;
    String greeting = socket.line();
    if (!greeting.startsWith("* OK")) {
      throw new IOException(greeting);
    }
  }

  /**
   * What was answered.
   *
   * @param last the last line, without the tag
   * @param lines the others
   */
  record Told(String last, List<Line> lines) {

    Heard heard() {
      return Heard.ofImap(last);
    }

    /** The number behind a word in the codes of lines, such as UIDNEXT; 0 if there is none. */
    long number(String word) {
      Pattern pattern = Pattern.compile("\\[" + word + " (\\d+)\\]");
      for (Line line : lines) {
        Matcher matcher = pattern.matcher(line.text());
        if (matcher.find()) {
          return Long.parseLong(matcher.group(1));
        }
      }
      return 0;
    }

    /** Where an appended message lies, or null. */
    Place appended() {
      Matcher matcher = APPENDED.matcher(last);
      return matcher.find() ? place(matcher) : null;
    }

    /** Where a moved message lies, or null. */
    Place moved() {
      for (Line line : lines) {
        Matcher matcher = COPIED.matcher(line.text());
        if (matcher.find()) {
          return place(matcher);
        }
      }
      Matcher matcher = COPIED.matcher(last);
      return matcher.find() ? place(matcher) : null;
    }

    private static Place place(Matcher matcher) {
      return new Place(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Tells whether a line has this. */
    boolean has(String text) {
      return lines.stream().anyMatch(line -> line.text().contains(text));
    }

    /** The messages that were fetched. */
    List<Mail> mails(String object) {
      List<Mail> mails = new ArrayList<>();
      for (Line line : lines) {
        Matcher uid = UID.matcher(line.text());
        Matcher flags = FLAGS.matcher(line.text());
        Matcher modSeq = MOD_SEQ.matcher(line.text());
        if (line.literal() != null && uid.find() && flags.find() && modSeq.find()) {
          Set<String> set = new TreeSet<>(List.of(flags.group(1).split(" ", -1)));
          set.removeAll(Set.of("", "\\Recent"));
          mails.add(
              new Mail(
                  Long.parseLong(uid.group(1)),
                  TaggedContent.tag(object, line.literal()),
                  set,
                  Long.parseLong(modSeq.group(1))));
        }
      }
      return mails;
    }
  }

  /**
   * A line that the server sent.
   *
   * @param text without its literal
   * @param literal the last one, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Line(String text, byte[] literal) {}

  /** Sends a command and takes its whole answer. */
  Told command(String text) throws IOException {
    return command(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The same for a command with a literal at its end. */
  Told command(String text, byte[] literal) throws IOException {
    byte[] head = (text + " {" + literal.length + "+}\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + literal.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(literal, 0, all, head.length, literal.length);
    return command(all);
  }

  private Told command(byte[] text) throws IOException {
    String tag = "c" + ++commands + " ";
    socket.send(tag.getBytes(StandardCharsets.ISO_8859_1));
    socket.send(text);
    socket.send("\r\n");
    List<Line> lines = new ArrayList<>();
    while (true) {
      Line line = line();
      if (line.text().startsWith(tag)) {
        return new Told(line.text().substring(tag.length()), lines);
      }
      if (line.text().startsWith("* BYE")) {
        throw new IOException(line.text());
      }
      lines.add(line);
    }
  }

  private Line line() throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] literal = null;
    while (true) {
      String part = socket.line();
      text.append(part);
      Matcher matcher = LITERAL.matcher(part);
      if (!matcher.find()) {
        return new Line(text.toString(), literal);
      }
      literal = socket.bytes(Integer.parseInt(matcher.group(1)));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
