package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that start with a keyword. */
final class ControlFlow {

  private final Grammar grammar;
  private final Cursor in;

  ControlFlow(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Reads the statement of a keyword; empty, with nothing read, if the word is no such keyword. */
  Optional<Statement> statement(String keyword) {
    Optional<Statement> valued = valued(keyword);
    if (valued.isPresent()) {
      return valued;
    }
    return Optional.ofNullable(
        switch (keyword) {
          case "break", "continue" -> leave(keyword);
          case "return" -> {
            int start = step(keyword);
            Optional<Statement> value = optionalValue();
            yield new Statement.Return(in.from(start), value);
          }
          case "exit" -> {
            int start = step(keyword);
            Optional<Statement> code = optionalValue();
            yield new Statement.Exit(in.from(start), code);
          }
          case "throw" -> {
            int start = step(keyword);
            Optional<Statement> value = optionalValue();
            yield new Statement.Throw(in.from(start), value);
          }
          case "function", "filter" -> function(keyword);
          case "class", "configuration", "data", "enum", "trap", "using", "workflow" ->
              throw in.error(
                  "KeywordNotSupported",
                  "The '%s' keyword is not part of this shell's language.".formatted(keyword),
                  in.nextToken());
          default -> null;
        });
  }

  /** The same for statements that can also stand where a value is wanted. */
  Optional<Statement> valued(String keyword) {
    return Optional.ofNullable(
        switch (keyword) {
          case "if" -> branches(keyword);
          case "foreach" -> foreach(keyword);
          case "for" -> counted(keyword);
          case "while" -> {
            int start = step(keyword);
            Statement condition = condition(keyword);
            List<Statement> body = body(keyword);
            yield new Statement.While(in.from(start), condition, body);
          }
          case "do" -> loop(keyword);
          case "switch" -> new Switches(grammar).statement(step(keyword));
          case "try" -> attempt(keyword);
          default -> null;
        });
  }

  /** Steps over a keyword and gives where it stood. */
  private int step(String keyword) {
    int start = in.at();
    in.countToken();
    in.moveTo(start + keyword.length());
    return start;
  }

  private Statement leave(String keyword) {
    int start = step(keyword);
    Span span = new Span(start, start + keyword.length());
    int before = in.at();
    in.skipBlanks();
    Optional<String> label = Optional.empty();
    if (Chars.isNameStart(in.peek())) {
      label = Optional.of(labelName());
      span = in.from(start);
    } else {
      in.moveTo(before);
    }
    return keyword.equals("break")
        ? new Statement.Break(span, label)
        : new Statement.Continue(span, label);
  }

  private String labelName() {
    int start = in.at();
    while (Chars.isName(in.peek())) {
      in.next();
    }
    return in.text().substring(start, in.at());
  }

  /** Reads {@code :name} and the loop behind it. */
  Statement labelled() {
    int start = in.at();
    in.countToken();
    in.next();
    String label = labelName();
    in.skipLines();
    String keyword = grammar.statements.keyword();
    if (valued(keyword).orElse(null) instanceof Statement.Loop loop) {
      return new Statement.Labelled(in.from(start), label, loop);
    }
    throw in.missing(
        "MissingLoopAfterLabel", "Missing a loop after the label ':%s'.".formatted(label));
  }

  private Optional<Statement> optionalValue() {
    int before = in.at();
    in.skipBlanks();
    if (Chars.endsWord(in.peek()) && !grammar.expressions.atExpression() && in.peek() != '&') {
      in.moveTo(before);
      return Optional.empty();
    }
    return Optional.of(grammar.statements.simple());
  }

  /** Reads a condition, or whatever else stands in parentheses behind a keyword. */
  Statement condition(String keyword) {
    openParenthesis(keyword);
    if (in.atEnd() || in.peek() == ')') {
      throw in.missing(
          "%sStatementMissingCondition".formatted(capital(keyword)),
          "Missing condition in %1$s statement after '%1$s ('.".formatted(keyword));
    }
    Statement condition = grammar.statements.simple();
    closeParenthesis(keyword);
    return condition;
  }

  private void openParenthesis(String keyword) {
    in.skipLines();
    if (in.peek() != '(') {
      throw in.missing(
          "MissingOpenParenthesisAfterKeyword",
          "Missing opening '(' after keyword '%s'.".formatted(keyword));
    }
    in.next();
    in.skipLines();
  }

  private void closeParenthesis(String keyword) {
    in.skipLines();
    if (in.peek() != ')') {
      throw in.missing(
          "MissingEndParenthesisAfterStatement",
          "Missing closing ')' after expression in '%s' statement.".formatted(keyword));
    }
    in.next();
  }

  /** Reads statements in braces. */
  List<Statement> body(String keyword) {
    in.skipLines();
    if (in.peek() != '{') {
      throw in.missing(
          "MissingStatementBlock", "Missing statement block after '%s'.".formatted(keyword));
    }
    return grammar.blocks.statements();
  }

  /** Tells whether a keyword follows, perhaps on a later line; nothing is read if not. */
  private boolean takeKeyword(String keyword) {
    int before = in.at();
    in.skipLines();
    if (grammar.statements.keyword().equals(keyword)) {
      in.moveTo(in.at() + keyword.length());
      return true;
    }
    in.moveTo(before);
    return false;
  }

  private Statement branches(String keyword) {
    int start = step(keyword);
    List<Statement.Clause> clauses = new ArrayList<>();
    Statement first = condition(keyword);
    clauses.add(new Statement.Clause(first, body(keyword)));
    while (takeKeyword("elseif")) {
      Statement condition = condition("elseif");
      clauses.add(new Statement.Clause(condition, body("elseif")));
    }
    Optional<List<Statement>> otherwise =
        takeKeyword("else") ? Optional.of(body("else")) : Optional.empty();
    return new Statement.If(in.from(start), List.copyOf(clauses), otherwise);
  }

  private Statement foreach(String keyword) {
    int start = step(keyword);
    openParenthesis(keyword);
    if (!grammar.names.atVariable()) {
      throw in.missing("MissingVariableNameAfterForeach", "Missing variable name after foreach.");
    }
    Expression.Variable variable = grammar.names.variable();
    in.skipLines();
    if (!grammar.statements.keyword().equals("in")) {
      throw in.missing("MissingInInForeach", "Missing 'in' after variable in foreach loop.");
    }
    in.moveTo(in.at() + 2);
    in.skipLines();
    if (in.atEnd() || in.peek() == ')') {
      throw in.missing(
          "MissingForeachExpression", "Missing expression after 'in' in foreach loop.");
    }
    Statement values = grammar.statements.simple();
    closeParenthesis(keyword);
    List<Statement> body = body(keyword);
    return new Statement.Foreach(in.from(start), variable, values, body);
  }

  private Statement counted(String keyword) {
    int start = step(keyword);
    openParenthesis(keyword);
    Optional<Statement> first = part();
    Optional<Statement> condition = part();
    Optional<Statement> step = part();
    closeParenthesis(keyword);
    List<Statement> body = body(keyword);
    return new Statement.For(in.from(start), first, condition, step, body);
  }

  private Optional<Statement> part() {
    in.skipLines();
    boolean absent = in.peek() == ';' || in.peek() == ')' || in.atEnd();
    Optional<Statement> part = absent ? Optional.empty() : Optional.of(grammar.statements.simple());
    in.skipLines();
    in.take(";");
    return part;
  }

  private Statement loop(String keyword) {
    int start = step(keyword);
    List<Statement> body = body(keyword);
    boolean until = takeKeyword("until");
    if (!until && !takeKeyword("while")) {
      in.skipLines();
      throw in.missing(
          "MissingWhileOrUntilInDoWhile", "Missing while or until keyword in do loop.");
    }
    Statement condition = condition(until ? "until" : "while");
    return new Statement.DoLoop(in.from(start), body, until, condition);
  }

  private Statement attempt(String keyword) {
    int start = step(keyword);
    List<Statement> body = body(keyword);
    List<Statement.Catch> catches = new ArrayList<>();
    while (takeKeyword("catch")) {
      in.skipLines();
      List<String> types = new ArrayList<>();
      while (in.peek() == '[') {
        types.add(grammar.types.bracketed());
        in.skipLines();
        in.take(",");
        in.skipLines();
      }
      catches.add(new Statement.Catch(List.copyOf(types), body("catch")));
    }
    Optional<List<Statement>> finalizer =
        takeKeyword("finally") ? Optional.of(body("finally")) : Optional.empty();
    if (catches.isEmpty() && finalizer.isEmpty()) {
      in.skipLines();
      throw in.missing(
          "MissingCatchOrFinally", "The Try statement is missing its Catch or Finally block.");
    }
    return new Statement.Try(in.from(start), body, List.copyOf(catches), finalizer);
  }

  private Statement function(String keyword) {
    int start = step(keyword);
    in.skipBlanks();
    int nameStart = in.at();
    while (!Chars.endsWord(in.peek())) {
      in.next();
    }
    String name = in.text().substring(nameStart, in.at());
    if (name.isEmpty()) {
      throw in.missing("MissingNameAfterKeyword", "Missing name after function keyword.");
    }
    in.skipBlanks();
    Optional<List<ScriptBody.Parameter>> parameters =
        in.peek() == '(' ? Optional.of(grammar.blocks.parameters()) : Optional.empty();
    in.skipLines();
    if (in.peek() != '{') {
      throw in.missing("MissingFunctionBody", "Missing function body in function declaration.");
    }
    ScriptBody body = grammar.blocks.braces(parameters);
    ScriptBody block = keyword.equals("filter") ? body.asFilter() : body;
    return new Statement.Function(
        in.from(start),
        name.toLowerCase(Locale.ROOT).startsWith("global:")
            ? name.substring("global:".length())
            : name,
        block);
  }

  private static String capital(String keyword) {
    return Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
  }
}
