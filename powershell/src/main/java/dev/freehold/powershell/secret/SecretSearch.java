package dev.freehold.powershell.secret;

import dev.freehold.powershell.secret.ScriptPiece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the literals of a script that are secrets, by what stands around them. */
final class SecretSearch {

  private static final Set<String> COMPARISONS =
      Set.of(
          "eq",
          "ne",
          "ieq",
          "ine",
          "ceq",
          "cne",
          "like",
          "notlike",
          "match",
          "notmatch",
          "in",
          "contains",
          "replace");

  private static final Set<String> SETTERS =
      Set.of("set-variable", "new-variable", "set-item", "new-item");

  private static final Set<String> READERS = Set.of("readallbytes", "readalltext", "readalllines");

  private static final Set<String> FILE_COMMANDS = Set.of("get-content", "gc", "cat", "type");

  /** How many pieces are looked through for what a piece belongs to. */
  private static final int MAX_PIECES = 64;

  /**
   * What is a secret by itself: signed tokens, addresses with a password or signature, and values
   * that a text of its own gives the name of a secret.
   */
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "eyJ[\\w-]{16,}|Bearer\\s+[^\\s$]{8,}|://[^/\\s:@]+:[^/\\s@]+@"
              + "|[?&](?:sig|secret|password|access_token)=[^&\\s]"
              + "|(?:password|passwd|passphrase|secret|token|api_?key)[\"'`]*\\s*[:=]"
              + "\\s*[\"'`]*[^\\s\"'`$]{4,}",
          Pattern.CASE_INSENSITIVE);

  private final List<ScriptPiece> tokens;
  private final TreeMap<Integer, ScriptPiece> found = new TreeMap<>();

  /** How far the rows of tables were looked for. */
  private int rowsSeen;

  private SecretSearch(List<ScriptPiece> tokens) {
    this.tokens = tokens;
  }

  /** The literals that are secrets in their order. */
  static List<ScriptPiece> of(List<ScriptPiece> tokens) {
    SecretSearch search = new SecretSearch(tokens);
    for (int at = 0; at < tokens.size(); at++) {
      search.look(at);
    }
    return new ArrayList<>(search.found.values());
  }

  private Kind kind(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).kind() : Kind.SEPARATOR;
  }

  private String folded(int at) {
    return at >= 0 && at < tokens.size() ? SecretNames.fold(tokens.get(at).text()) : "";
  }

  private void look(int at) {
    ScriptPiece token = tokens.get(at);
    switch (token.kind()) {
      case PARAMETER -> parameter(at);
      case ASSIGN -> assignment(at);
      case WORD -> {
        word(at);
        byItself(token);
      }
      case STRING -> {
        byItself(token);
        table(at);
      }
      case VARIABLE -> comparison(at);
      case OPEN, CLOSE, SEPARATOR, PIPE, COMMA -> {}
    }
  }

  private void hide(ScriptPiece token) {
    if (!token.text().isEmpty()) {
      found.put(token.from(), token);
    }
  }

  private void byItself(ScriptPiece token) {
    if (BY_ITSELF.matcher(token.text()).find()) {
      hide(token);
    }
  }

  /** Hides a table with a column of secrets, and the rows or values that stand beside it. */
  private void table(int at) {
    String text = tokens.get(at).text();
    if (!SecretTable.hasHeader(text)) {
      return;
    }
    if (SecretTable.hasRows(text)) {
      hide(tokens.get(at));
    }
    boolean filled = kind(at + 1) == Kind.PARAMETER && folded(at + 1).equals("f");
    int next = Math.max(at + 1, rowsSeen);
    while (kind(next) != Kind.SEPARATOR) {
      ScriptPiece token = tokens.get(next);
      if (token.is(Kind.STRING) && (filled || token.text().contains(","))) {
        hide(token);
      }
      next++;
    }
    rowsSeen = next;
  }

  private void parameter(int at) {
    String name = folded(at);
    if (name.equals("asplaintext")) {
      plainText(at);
    } else if (SecretNames.isSecretParameter(name)) {
      value(at + 1);
    }
  }

  /** Hides one argument, or all of a list. */
  private void value(int from) {
    int at = from;
    do {
      if (kind(at) == Kind.OPEN || isSplatSign(at)) {
        at = inside(kind(at) == Kind.OPEN ? at : at + 1, 0);
      } else if (kind(at) == Kind.VARIABLE) {
        at = adjoining(at + 1);
      } else {
        at = adjoining(at);
      }
    } while (kind(at++) == Kind.COMMA);
  }

  private boolean isSplatSign(int at) {
    return kind(at) == Kind.WORD && kind(at + 1) == Kind.OPEN && folded(at).equals("$");
  }

  /** Hides literals that stand without a gap and gives what follows. */
  private int adjoining(int from) {
    int at = from;
    while (at < tokens.size() && tokens.get(at).isLiteral()) {
      boolean gap = at > 0 && at > from && tokens.get(at - 1).end() != tokens.get(at).start();
      if (gap) {
        return at;
      }
      hide(tokens.get(at));
      at++;
    }
    return at;
  }

  /** Hides the strings in brackets behind some commas and gives what follows the bracket. */
  private int inside(int open, int commasBefore) {
    int depth = 0;
    int commas = 0;
    for (int at = open; at < tokens.size(); at++) {
      ScriptPiece token = tokens.get(at);
      depth += token.is(Kind.OPEN) ? 1 : token.is(Kind.CLOSE) ? -1 : 0;
      commas += token.is(Kind.COMMA) ? 1 : 0;
      if (token.is(Kind.STRING) && commas >= commasBefore && !isPath(at)) {
        hide(token);
      }
      if (depth == 0) {
        return at + 1;
      }
    }
    return tokens.size();
  }

  /** Tells whether this only says where a secret is. */
  private boolean isPath(int at) {
    boolean ofMethod =
        kind(at - 1) == Kind.OPEN && READERS.contains(lastPart(folded(at - 2).replace("::", ".")));
    return ofMethod || isOfFileCommand(at);
  }

  /** Hides the value of what is named like a secret, up to a command that makes it. */
  private void assignment(int at) {
    if (!isSecretAmong(at - 1)) {
      return;
    }
    int depth = 0;
    boolean first = true;
    for (int value = at + 1; value < tokens.size(); value++) {
      ScriptPiece token = tokens.get(value);
      depth += token.is(Kind.OPEN) ? 1 : token.is(Kind.CLOSE) ? -1 : 0;
      if (depth < 0 || token.isCommand() || (depth == 0 && token.is(Kind.SEPARATOR))) {
        return;
      }
      if (first && FILE_COMMANDS.contains(folded(value))) {
        return;
      }
      boolean follows = first || tokens.get(value - 1).isLiteral();
      boolean bare = isPlain(token) && follows && depth == 0;
      if ((token.is(Kind.STRING) && !isPath(value)) || bare) {
        hide(token);
      }
      first = false;
    }
  }

  /** Tells whether one of the targets that end here is named like a secret. */
  private boolean isSecretAmong(int last) {
    int at = last;
    while (kind(at - 1) == Kind.COMMA && !namesSecret(at)) {
      at -= 2;
    }
    return namesSecret(at);
  }

  /** A word that is neither a type nor an operator. */
  private static boolean isPlain(ScriptPiece token) {
    return token.is(Kind.WORD)
        && !token.text().startsWith("[")
        && token.text().chars().anyMatch(Character::isLetterOrDigit);
  }

  private boolean namesSecret(int at) {
    return switch (kind(at)) {
      case VARIABLE -> SecretNames.isSecretVariable(unscoped(folded(at)));
      case STRING -> SecretNames.isSecret(folded(at));
      case WORD ->
          folded(at).equals("]")
              ? kind(at - 1) == Kind.STRING && SecretNames.isSecret(folded(at - 1))
              : SecretNames.isSecret(lastPart(folded(at)));
      case PARAMETER, OPEN, CLOSE, SEPARATOR, PIPE, COMMA, ASSIGN -> false;
    };
  }

  private static String unscoped(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  private static String lastPart(String word) {
    return word.substring(word.lastIndexOf('.') + 1);
  }

  private void comparison(int at) {
    if (!namesSecret(at)) {
      return;
    }
    if (isComparison(at + 1)) {
      value(at + 2);
    } else if (kind(at + 1) == Kind.WORD && isComparison(at + 2)) {
      value(at + 3);
    }
    if (isComparison(at - 1) && kind(at - 2) == Kind.STRING) {
      hide(tokens.get(at - 2));
    }
  }

  private boolean isComparison(int at) {
    return kind(at) == Kind.PARAMETER && COMPARISONS.contains(folded(at));
  }

  private void word(int at) {
    String word = folded(at);
    String name = word.substring(word.lastIndexOf('\\') + 1);
    if (name.equals("convertto-securestring")) {
      plainText(at);
    } else if (name.endsWith("credential]::new") && kind(at + 1) == Kind.OPEN) {
      inside(at + 1, 1);
    } else if (name.endsWith("credential") && madeByNewObject(at)) {
      rest(at + 1, 1);
    } else if (SETTERS.contains(name)) {
      setter(at);
    } else if (word.equals("[char[]]")) {
      value(at + 1);
    } else if (word.startsWith(".") || word.contains("]::")) {
      method(at, lastPart(word.replace("::", ".")));
    }
  }

  private void method(int at, String name) {
    if (isComparison(at + 1) && SecretNames.isSecret(name)) {
      value(at + 2);
    }
    if (kind(at + 1) != Kind.OPEN) {
      return;
    }
    if (name.equals("tochararray")) {
      before(at - 1);
    } else if (name.equals("appendchar") || SecretNames.isSecret(name)) {
      inside(at + 1, 0);
    } else if (name.equals("add") && kind(at + 2) == Kind.STRING && namesSecret(at + 2)) {
      inside(at + 1, 1);
    }
  }

  /** Hides the string that a method is called on, or those of an expression in brackets. */
  private void before(int last) {
    int depth = 0;
    for (int at = last; at >= 0 && at > last - MAX_PIECES && !tokens.get(at).isCommand(); at--) {
      ScriptPiece token = tokens.get(at);
      depth += token.is(Kind.CLOSE) ? 1 : token.is(Kind.OPEN) ? -1 : 0;
      if (token.is(Kind.STRING)) {
        hide(token);
      }
      if (depth <= 0) {
        return;
      }
    }
  }

  private boolean madeByNewObject(int at) {
    for (int before = at - 1; before >= 0 && !endsCommand(before); before--) {
      if (folded(before).equals("new-object")) {
        return true;
      }
    }
    return false;
  }

  private void setter(int at) {
    for (int next = at + 1; next < tokens.size() && !endsCommand(next); next++) {
      if (tokens.get(next).isLiteral() && SecretNames.isSecret(unscoped(folded(next)))) {
        rest(next + 1, 0);
        return;
      }
    }
  }

  /** Hides the literals of the rest of a command behind some commas. */
  private void rest(int from, int commasBefore) {
    int depth = 0;
    int commas = 0;
    for (int at = from; at < tokens.size(); at++) {
      ScriptPiece token = tokens.get(at);
      depth += token.is(Kind.OPEN) ? 1 : token.is(Kind.CLOSE) ? -1 : 0;
      if (depth < 0 || (depth == 0 && endsCommand(at) && !token.is(Kind.CLOSE))) {
        return;
      }
      commas += token.is(Kind.COMMA) ? 1 : 0;
      boolean argument = token.is(Kind.STRING) || (depth == 0 && token.isLiteral());
      if (commas >= commasBefore && argument && !isPath(at)) {
        hide(token);
      }
    }
  }

  private boolean endsCommand(int at) {
    return kind(at) == Kind.SEPARATOR || kind(at) == Kind.PIPE;
  }

  /** Hides all literals of a pipeline that makes a secure string. */
  private void plainText(int at) {
    rest(at + 1, 0);
    int before = at - 1;
    while (before >= 0 && kind(before) != Kind.SEPARATOR && kind(before) != Kind.ASSIGN) {
      ScriptPiece token = tokens.get(before);
      boolean bare = token.is(Kind.WORD) && !token.isCommand() && !token.text().startsWith("[");
      boolean argument = bare && kind(before - 1) != Kind.SEPARATOR && before > 0;
      if ((token.is(Kind.STRING) || argument) && !isPath(before)) {
        hide(token);
      }
      if (token.is(Kind.OPEN)) {
        return;
      }
      before--;
    }
  }

  /** Tells whether this belongs to a command that reads a file. */
  private boolean isOfFileCommand(int at) {
    int start = at;
    while (start > 0 && start > at - MAX_PIECES && !beginsCommand(start - 1)) {
      start--;
    }
    return FILE_COMMANDS.contains(folded(start));
  }

  private boolean beginsCommand(int at) {
    return switch (kind(at)) {
      case SEPARATOR, PIPE, ASSIGN, OPEN -> true;
      case WORD, PARAMETER, VARIABLE, STRING, CLOSE, COMMA -> false;
    };
  }
}
