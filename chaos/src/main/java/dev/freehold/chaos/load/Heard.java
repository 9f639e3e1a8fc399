package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an operation ended for the client.
 *
 * @param code what the server said of a refusal or failure, or what broke; empty if all is well
 */
record Heard(Answered answered, String code) {

  private static final Pattern S3_CODE = Pattern.compile("<Code>([A-Za-z]+)</Code>");
  private static final Pattern S3_FAULT = Pattern.compile("<Message>([a-z]+(?:-[a-z]+)+):");
  private static final Pattern S3_MESSAGE = Pattern.compile("<Message>([^<]{0,120})");
  private static final Pattern API_CODE = Pattern.compile("\"code\":\"([a-z0-9-]+)\"");
  private static final Pattern TOKEN_ERROR = Pattern.compile("\"error\":\"([a-z0-9_]+)\"");
  private static final Pattern IMAP_CODE = Pattern.compile("\\[([A-Z-]+)[^]]*\\]");
  private static final Pattern IMAP_FAULT = Pattern.compile("code ([a-z]+(?:-[a-z]+)+)$");

  /** Codes of what will not be done later either. */
  private static final List<String> IMAP_REFUSALS =
      List.of("[CONTACTADMIN]", "[NONEXISTENT]", "[AUTHORIZATIONFAILED]");

  static Heard done() {
    return new Heard(Answered.ACKNOWLEDGED, "");
  }

  /** Nobody answered. */
  static Heard nothing(IOException broken) {
    return new Heard(
        Answered.UNKNOWN,
        "no answer: %s %s".formatted(broken.getClass().getSimpleName(), broken.getMessage()));
  }

  /** An answer of S3. A failure of the server says nothing about what was done. */
  static Heard ofS3(HttpDoor.Reply reply) {
    String fault = first(S3_FAULT, reply.text());
    return of(
        reply,
        first(S3_CODE, reply.text())
            + (fault.isEmpty() && reply.status() >= 500 ? first(S3_MESSAGE, reply.text()) : fault));
  }

  /** An answer of the REST API. */
  static Heard ofApi(HttpDoor.Reply reply) {
    return of(reply, first(API_CODE, reply.text()));
  }

  /** An answer of the token endpoint, whose refusals are those of OAuth. */
  static Heard ofToken(HttpDoor.Reply reply) {
    String fault = first(API_CODE, reply.text());
    return of(reply, fault.isEmpty() ? first(TOKEN_ERROR, reply.text()) : fault);
  }

  private static Heard of(HttpDoor.Reply reply, String said) {
    if (reply.status() < 300) {
      return done();
    }
    return new Heard(
        reply.status() < 500 ? Answered.REFUSED : Answered.UNKNOWN, reply.status() + said);
  }

  /** The last line of an answer of IMAP, without its tag. */
  static Heard ofImap(String line) {
    if (line.startsWith("OK")) {
      return done();
    }
    String fault = line.contains("mailbox purged") ? " purged" : first(IMAP_FAULT, line);
    String code =
        line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '))
            + first(IMAP_CODE, line)
            + (fault.isEmpty() ? ": " + line : fault);
    boolean isRefusal = IMAP_REFUSALS.stream().anyMatch(line::contains);
    return new Heard(isRefusal ? Answered.REFUSED : Answered.UNKNOWN, code);
  }

  /** A reply of LMTP: its code and its enhanced code. */
  static Heard ofLmtp(String line) {
    if (line.startsWith("250")) {
      return done();
    }
    String[] words = line.split(" ", 3);
    return new Heard(
        line.startsWith("5") ? Answered.REFUSED : Answered.UNKNOWN,
        words.length < 2 ? line : words[0] + " " + words[1]);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? " " + matcher.group(1) : "";
  }

  boolean isDone() {
    return answered == Answered.ACKNOWLEDGED;
  }

  /** Tells whether an answer came at all. */
  boolean isAnswer() {
    return !code.startsWith("no answer");
  }
}
