package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code switch} statement. */
final class Switches {

  private final Grammar grammar;
  private final Cursor in;

  Switches(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Reads it behind its keyword. */
  Statement statement(int start) {
    Statement.SwitchKind kind = Statement.SwitchKind.EXACT;
    boolean caseSensitive = false;
    in.skipLines();
    while (Chars.isDash(in.peek())) {
      Span flag = in.nextToken();
      in.next();
      String name = grammar.statements.keyword().toLowerCase(Locale.ROOT);
      switch (name) {
        case "wildcard" -> kind = Statement.SwitchKind.WILDCARD;
        case "regex" -> kind = Statement.SwitchKind.REGEX;
        case "exact" -> kind = Statement.SwitchKind.EXACT;
        case "casesensitive" -> caseSensitive = true;
        default ->
            throw in.error(
                "InvalidSwitchFlag",
                "The flag '%s' is not valid for switch; use -wildcard, -regex, -exact or -casesensitive."
                    .formatted(in.text().substring(flag.start(), flag.end())),
                flag);
      }
      in.moveTo(in.at() + name.length());
      in.skipLines();
    }
    Statement values = grammar.controlFlow.condition("switch");
    return cases(start, kind, caseSensitive, values);
  }

  private Statement cases(
      int start, Statement.SwitchKind kind, boolean caseSensitive, Statement values) {
    in.skipLines();
    if (in.peek() != '{') {
      throw in.missing("MissingCurlyBraceInSwitchStatement", "Missing '{' in switch statement.");
    }
    in.enter();
    in.next();
    List<Statement.Case> cases = new ArrayList<>();
    Optional<List<Statement>> otherwise = Optional.empty();
    in.skipSeparators();
    while (in.peek() != '}') {
      if (in.atEnd()) {
        throw grammar.blocks.unclosed(start);
      }
      if (grammar.statements.keyword().equals("default")) {
        in.moveTo(in.at() + "default".length());
        otherwise = Optional.of(grammar.controlFlow.body("default"));
      } else {
        Expression condition =
            grammar.expressions.atExpression()
                ? grammar.primaries.accessed()
                : grammar.words.word();
        cases.add(new Statement.Case(condition, grammar.controlFlow.body("switch")));
      }
      in.skipSeparators();
    }
    in.next();
    in.leave();
    return new Statement.Switch(
        in.from(start), kind, caseSensitive, values, List.copyOf(cases), otherwise);
  }
}
