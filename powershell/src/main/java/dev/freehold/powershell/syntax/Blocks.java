package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scripts, functions and blocks in braces, with what they declare. */
final class Blocks {

  private final Grammar grammar;
  private final Cursor in;

  Blocks(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Reads a whole text. */
  ScriptBody script() {
    ScriptBody block = contents(0, Chars.END, Optional.empty());
    if (!in.atEnd()) {
      throw in.unexpected();
    }
    return block;
  }

  /** Reads a block at its opening brace. */
  ScriptBody braces() {
    return braces(Optional.empty());
  }

  /** The same for a function whose parameters stood before the brace. */
  ScriptBody braces(Optional<List<ScriptBody.Parameter>> declared) {
    int start = in.at();
    in.enter();
    in.next();
    ScriptBody block = contents(start, '}', declared);
    in.leave();
    return block;
  }

  /** Reads statements in braces that are no block of their own, as those of a loop. */
  List<Statement> statements() {
    int start = in.at();
    in.enter();
    in.next();
    List<Statement> statements = grammar.statements.list('}');
    close(start);
    in.leave();
    return statements;
  }

  SyntaxProblem unclosed(int start) {
    return in.incomplete(
        "MissingEndCurlyBrace",
        "Missing closing '}' in statement block or type definition.",
        new Span(start, start + 1));
  }

  private void close(int start) {
    if (in.atEnd()) {
      throw unclosed(start);
    }
    in.next();
  }

  private ScriptBody contents(
      int start, char closer, Optional<List<ScriptBody.Parameter>> declared) {
    in.skipSeparators();
    List<ScriptBody.Attribute> attributes = blockAttributes();
    Optional<List<ScriptBody.Parameter>> parameters = declared;
    if (grammar.statements.keyword().equals("param") && declared.isEmpty()) {
      in.moveTo(in.at() + "param".length());
      in.skipLines();
      if (in.peek() != '(') {
        throw in.missing(
            "MissingOpenParenthesisAfterKeyword", "Missing opening '(' after keyword 'param'.");
      }
      parameters = Optional.of(parameters());
      in.skipSeparators();
    }
    if (atNamedPart()) {
      return parts(start, closer, attributes, parameters);
    }
    List<Statement> statements = grammar.statements.list(closer);
    finish(start, closer);
    return new ScriptBody(
        in.from(start),
        grammar.source,
        attributes,
        parameters,
        List.of(),
        Optional.empty(),
        statements);
  }

  private void finish(int start, char closer) {
    if (closer != Chars.END) {
      close(start);
    }
  }

  private boolean atNamedPart() {
    String keyword = grammar.statements.keyword();
    if (!keyword.equals("begin") && !keyword.equals("process") && !keyword.equals("end")) {
      return false;
    }
    int before = in.at();
    in.moveTo(before + keyword.length());
    in.skipLines();
    boolean part = in.peek() == '{';
    in.moveTo(before);
    return part;
  }

  private ScriptBody parts(
      int start,
      char closer,
      List<ScriptBody.Attribute> attributes,
      Optional<List<ScriptBody.Parameter>> parameters) {
    List<Statement> begin = List.of();
    Optional<List<Statement>> process = Optional.empty();
    List<Statement> end = List.of();
    while (atNamedPart()) {
      String keyword = grammar.statements.keyword();
      in.moveTo(in.at() + keyword.length());
      List<Statement> body = grammar.controlFlow.body(keyword);
      switch (keyword) {
        case "begin" -> begin = body;
        case "process" -> process = Optional.of(body);
        default -> end = body;
      }
      in.skipSeparators();
    }
    if (!in.atEnd() && in.peek() != closer) {
      throw in.unexpected();
    }
    finish(start, closer);
    return new ScriptBody(
        in.from(start), grammar.source, attributes, parameters, begin, process, end);
  }

  /** Attributes before {@code param}; a value in brackets is left to the statements. */
  private List<ScriptBody.Attribute> blockAttributes() {
    List<ScriptBody.Attribute> attributes = new ArrayList<>();
    while (atAttribute()) {
      attributes.add(attribute());
      in.skipSeparators();
    }
    return List.copyOf(attributes);
  }

  private boolean atAttribute() {
    int end = 1;
    while (Chars.isName(in.peek(end)) || in.peek(end) == '.') {
      end++;
    }
    return in.peek() == '[' && end > 1 && in.peek(end) == '(';
  }

  private ScriptBody.Attribute attribute() {
    int start = in.at();
    in.countToken();
    in.next();
    while (in.peek() != '(') {
      in.next();
    }
    String name = in.text().substring(start + 1, in.at());
    List<Expression> arguments = new ArrayList<>();
    List<ScriptBody.NamedArgument> named = new ArrayList<>();
    in.enter();
    in.next();
    in.skipLines();
    while (in.peek() != ')') {
      attributeArgument(arguments, named);
      in.skipLines();
      if (!in.take(",") && in.peek() != ')') {
        throw in.missing(
            "MissingEndParenthesisInAttribute",
            "Missing closing ')' of attribute '%s'.".formatted(name));
      }
      in.skipLines();
    }
    in.next();
    in.leave();
    in.skipLines();
    if (in.peek() != ']') {
      throw in.missing(
          "EndSquareBracketExpectedAtEndOfAttribute", "Missing ] at end of attribute.");
    }
    in.next();
    return new ScriptBody.Attribute(
        in.from(start), name, List.copyOf(arguments), List.copyOf(named));
  }

  private void attributeArgument(List<Expression> arguments, List<ScriptBody.NamedArgument> named) {
    if (!Chars.isNameStart(in.peek())) {
      if (!grammar.expressions.atExpression()) {
        throw in.missing("MissingExpressionAfterToken", "Missing expression in attribute.");
      }
      arguments.add(grammar.expressions.withoutCommas());
      return;
    }
    int start = in.at();
    while (Chars.isName(in.peek())) {
      in.next();
    }
    String name = in.text().substring(start, in.at());
    in.skipLines();
    if (!in.take("=")) {
      named.add(new ScriptBody.NamedArgument(name, Optional.empty()));
      return;
    }
    in.skipLines();
    if (!grammar.expressions.atExpression()) {
      throw in.missing("MissingExpressionAfterToken", "Missing expression after '='.");
    }
    Expression value = grammar.expressions.withoutCommas();
    named.add(new ScriptBody.NamedArgument(name, Optional.of(value)));
  }

  /** Reads declared parameters in their parentheses. */
  List<ScriptBody.Parameter> parameters() {
    List<ScriptBody.Parameter> parameters = new ArrayList<>();
    in.enter();
    in.next();
    in.skipLines();
    while (in.peek() != ')') {
      parameters.add(parameter());
      in.skipLines();
      if (!in.take(",") && in.peek() != ')') {
        throw in.missing(
            "MissingEndParenthesisInFunctionParameterList",
            "Missing ')' in function parameter list.");
      }
      in.skipLines();
    }
    in.next();
    in.leave();
    return List.copyOf(parameters);
  }

  private ScriptBody.Parameter parameter() {
    int start = in.at();
    List<ScriptBody.Attribute> attributes = new ArrayList<>();
    Optional<String> typeName = Optional.empty();
    while (in.peek() == '[') {
      if (atAttribute()) {
        attributes.add(attribute());
      } else {
        typeName = Optional.of(grammar.types.bracketed());
      }
      in.skipLines();
    }
    if (!grammar.names.atVariable()) {
      throw in.missing("MissingParameterName", "Missing name of a parameter.");
    }
    Expression.Variable variable = grammar.names.variable();
    int end = in.at();
    in.skipLines();
    Optional<Expression> defaultValue = Optional.empty();
    if (in.take("=")) {
      in.skipLines();
      if (!grammar.expressions.atExpression()) {
        throw in.missing(
            "MissingExpressionAfterToken", "Missing expression after '=' in parameter list.");
      }
      defaultValue = Optional.of(grammar.expressions.withoutCommas());
      end = in.at();
    }
    return new ScriptBody.Parameter(
        new Span(start, end), variable.name(), typeName, List.copyOf(attributes), defaultValue);
  }
}
