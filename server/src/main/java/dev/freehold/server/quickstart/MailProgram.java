package dev.freehold.server.quickstart;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail program that stays signed in over IMAP and reads INBOX. Not thread-safe. */
final class MailProgram implements AutoCloseable {

  /** The code of RFC 5530 for a mailbox that is locked. */
  static final String LOCKED = "CONTACTADMIN";

  private static final Pattern COUNT = Pattern.compile("(?m)^\\* ([0-9]+) EXISTS");
  private static final Pattern REFUSAL = Pattern.compile("(?m)^q[0-9]+ (NO \\[([A-Z]+)][^\r]*)");

  private final TlsLines lines;
  private int commands;
  private boolean isOpen;

  private MailProgram(TlsLines lines) {
    this.lines = lines;
  }

  /** Signs in with a password. */
  static MailProgram signIn(MailPlace place, String user, String password) throws IOException {
    TlsLines lines = TlsLines.plain(place.imapPort()).tls(place.trust(), place.name());
    MailProgram program = new MailProgram(lines);
    lines.line();
    String answer = program.command("LOGIN %s \"%s\"".formatted(user, password));
    if (!answer.contains(" OK ")) {
      throw new IOException("the server does not let the mail program in: " + answer);
    }
    return program;
  }

  /** Opens INBOX; gives what the server says if it refuses. */
  Optional<String> open() throws IOException {
    Matcher refusal = REFUSAL.matcher(command("SELECT INBOX"));
    isOpen = !refusal.find();
    return isOpen ? Optional.empty() : Optional.of(refusal.group(1));
  }

  /** Gives the code of the refusal to show the newest message, or nothing if it comes. */
  Optional<String> refusal() throws IOException {
    Matcher refusal = REFUSAL.matcher(command(isOpen ? "FETCH * (BODY.PEEK[])" : "SELECT INBOX"));
    if (refusal.find()) {
      return Optional.of(refusal.group(2));
    }
    if (isOpen) {
      return Optional.empty();
    }
    isOpen = true;
    return refusal();
  }

  /** Whether the newest messages are these, byte for byte below what delivery writes above them. */
  boolean endsWith(String... messages) throws IOException {
    Matcher count = COUNT.matcher(command("SELECT INBOX"));
    isOpen = count.find();
    if (!isOpen) {
      return false;
    }
    int first = Integer.parseInt(count.group(1)) - messages.length + 1;
    for (int i = 0; i < messages.length; i++) {
      String answer = command("FETCH %d (BODY.PEEK[])".formatted(first + i));
      if (!answer.contains(messages[i] + ")\r\n")) {
        return false;
      }
    }
    return true;
  }

  /** All lines of the answer. */
  private String command(String text) throws IOException {
    commands++;
    String tag = "q" + commands + " ";
    lines.send(tag + text + "\r\n");
    StringBuilder answer = new StringBuilder();
    String line;
    do {
      line = lines.line();
      answer.append(line);
    } while (!line.startsWith(tag) && !line.startsWith("* BYE"));
    return answer.toString();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
