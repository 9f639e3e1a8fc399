package dev.freehold.powershell.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script text whose secret literals are known: passwords, tokens and the like. They are found by
 * names and commands (what follows {@code -Password}, what {@code ConvertTo-SecureString} takes,
 * what is assigned to {@code $token} and so on). It rather hides too much, and misses a secret if
 * nothing around it suggests one. Immutable.
 */
public final class Sensitive {

  /** What stands for a secret, however long it is. */
  public static final String MASK = "********";

  /** Shorter pieces are too common in other texts to be looked for there. */
  static final int MIN_SECRET_CHARS = 4;

  /** Where expandable strings have values, which no other text shows as they are written. */
  private static final Pattern EXPANDED = Pattern.compile("\\$\\w+|\\$\\{[^}]*}|\\$\\(.*?\\)|\\R");

  private final String text;
  private final List<ScriptPiece> secrets;

  private Sensitive(String text, List<ScriptPiece> secrets) {
    this.text = text;
    this.secrets = secrets;
  }

  /** Searches a text, which may be a line, a whole script, or not of the language at all. */
  public static Sensitive of(String text) {
    LooseTokens tokens = LooseTokens.of(text);
    List<ScriptPiece> secrets = new ArrayList<>(SecretSearch.of(tokens.tokens()));
    for (LooseTokens.Comment comment : tokens.comments()) {
      secrets.addAll(inside(text.substring(comment.start(), comment.end()), comment.start()));
    }
    for (ScriptPiece token : tokens.tokens()) {
      boolean hasStatements = token.is(ScriptPiece.Kind.STRING) && token.text().contains("$(");
      if (hasStatements && !secrets.contains(token)) {
        secrets.addAll(inside(token.text(), token.from()));
      }
    }
    secrets.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return new Sensitive(text, List.copyOf(secrets));
  }

  private static List<ScriptPiece> inside(String part, int from) {
    return of(part).secrets.stream()
        .map(
            each ->
                new ScriptPiece(
                    each.kind(),
                    each.start() + from,
                    each.end() + from,
                    each.text(),
                    each.from() + from))
        .toList();
  }

  /** Tells whether a line has a secret in it, so that it belongs in no history. */
  public static boolean isSensitive(String line) {
    return !of(line).secrets.isEmpty();
  }

  /** A line with {@link #MASK} for each secret. */
  public static String masked(String line) {
    return of(line).masked(0, line.length());
  }

  /** Tells whether there is a secret in a part of the text. */
  public boolean isIn(int start, int end) {
    return secrets.stream().anyMatch(each -> each.from() < end && endOf(each) > start);
  }

  /**
   * A part of the text with {@link #MASK} for each secret, or piece of one, in it.
   *
   * @param start the first character, counted from 0
   * @param end the first character behind it
   */
  public String masked(int start, int end) {
    StringBuilder shown = new StringBuilder();
    int at = start;
    for (ScriptPiece secret : secrets) {
      if (endOf(secret) <= start || secret.from() >= end) {
        continue;
      }
      shown.append(text, at, Math.max(at, secret.from())).append(MASK);
      at = Math.min(end, Math.max(at, endOf(secret)));
    }
    return shown.append(text, at, end).toString();
  }

  /** The secrets as values that may turn up in messages. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    for (ScriptPiece secret : secrets) {
      if (SecretTable.hasHeader(secret.text())) {
        values.addAll(SecretTable.values(secret.text()));
      }
      String written = secret.text().replace("''", "'").replace("\"\"", "\"");
      for (String piece : EXPANDED.split(written, -1)) {
        if (piece.strip().length() >= MIN_SECRET_CHARS) {
          values.add(piece.strip());
        }
      }
    }
    return values;
  }

  private static int endOf(ScriptPiece secret) {
    return secret.from() + secret.text().length();
  }

  /** Never the text. */
  @Override
  public String toString() {
    return "a text with %d secrets".formatted(secrets.size());
  }
}
