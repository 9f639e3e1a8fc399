package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands with their arguments, values, and pipelines of both. */
final class CommandSyntax {

  private final Grammar grammar;
  private final Cursor in;

  CommandSyntax(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Reads commands joined by {@code |}, {@code &&} and {@code ||}. */
  Statement chain() {
    return chainAfter(pipeline());
  }

  /** The same when the value that starts it was read before. */
  Statement chain(Expression first) {
    return chainAfter(pipeline(value(first)));
  }

  private Statement chainAfter(Statement first) {
    Statement left = first;
    for (int links = 1; ; links++) {
      in.skipBlanks();
      boolean and = in.looksAt("&&");
      if (!and && !in.looksAt("||")) {
        return left;
      }
      in.requireChain(links);
      in.moveTo(in.at() + 2);
      in.skipLines();
      if (atPipelineEnd()) {
        throw emptyElement();
      }
      Statement right = pipeline();
      left = new Statement.Chain(left.span().to(right.span()), left, and, right);
    }
  }

  private Statement pipeline() {
    if (in.peek() == '|') {
      throw emptyElement();
    }
    return pipeline(
        grammar.expressions.atExpression() ? value(grammar.expressions.expression()) : command());
  }

  private Statement pipeline(Element first) {
    List<Element> elements = new ArrayList<>(List.of(first));
    while (takePipe()) {
      in.requireChain(elements.size());
      in.skipLines();
      if (atPipelineEnd()) {
        throw emptyElement();
      }
      if (grammar.expressions.atExpression() && !in.looksAt("?")) {
        throw in.error(
            "ExpressionsMustBeFirstInPipeline",
            "Expressions are only allowed as the first element of a pipeline.",
            in.nextToken());
      }
      elements.add(command());
    }
    return new Statement.Pipeline(
        first.span().to(elements.getLast().span()), List.copyOf(elements));
  }

  /** Steps over a pipe, which may also start the next line. */
  private boolean takePipe() {
    in.skipBlanks();
    if (in.looksAt("||")) {
      return false;
    }
    if (in.take("|")) {
      return true;
    }
    if (!Chars.isNewline(in.peek())) {
      return false;
    }
    int before = in.at();
    in.skipLines();
    if (!in.looksAt("||") && in.take("|")) {
      return true;
    }
    in.moveTo(before);
    return false;
  }

  private boolean atPipelineEnd() {
    char c = in.peek();
    return c == Chars.END || c == '|' || c == ';' || c == ')' || c == '}' || Chars.isNewline(c);
  }

  private SyntaxProblem emptyElement() {
    return in.missing("EmptyPipeElement", "An empty pipe element is not allowed.");
  }

  private Element value(Expression expression) {
    List<Element.Redirection> redirections = new ArrayList<>();
    in.skipBlanks();
    while (atRedirection()) {
      redirections.add(redirection());
      in.skipBlanks();
    }
    return new Element.Value(expression.span(), expression, List.copyOf(redirections));
  }

  private Element command() {
    in.enter();
    int start = in.at();
    Element.Call call = call();
    Expression name = call == Element.Call.NAMED ? commandName() : grammar.words.argument();
    List<Element.Argument> arguments = new ArrayList<>();
    List<Element.Redirection> redirections = new ArrayList<>();
    int end = arguments(arguments, redirections);
    in.leave();
    return new Element.Command(
        new Span(start, end), call, name, List.copyOf(arguments), List.copyOf(redirections));
  }

  private Element.Call call() {
    char after = in.peek(1);
    boolean dot = in.peek() == '.' && (Chars.isBlank(after) || after == '{' || after == '$');
    boolean quotedAfterDot =
        in.peek() == '.' && (Chars.isSingleQuote(after) || Chars.isDoubleQuote(after));
    if (!dot && !quotedAfterDot && (in.peek() != '&' || after == '&')) {
      return Element.Call.NAMED;
    }
    Element.Call call = in.next() == '&' ? Element.Call.AMPERSAND : Element.Call.DOT;
    in.skipBlanks();
    if (!grammar.words.atArgument()) {
      throw in.missing(
          "MissingExpression",
          "Missing expression after '%s' in pipeline element."
              .formatted(call == Element.Call.DOT ? "." : "&"));
    }
    return call;
  }

  private Expression commandName() {
    if (in.peek() == '<' || in.peek() == '>' || in.peek() == '@') {
      return grammar.words.argument();
    }
    Expression word = grammar.words.word();
    return word instanceof Expression.Numeral number
        ? new Expression.Text(number.span(), number.written())
        : word;
  }

  /** Reads arguments and redirections and gives the end of the last. */
  private int arguments(List<Element.Argument> arguments, List<Element.Redirection> redirections) {
    boolean named = true;
    while (true) {
      int end = in.at();
      in.skipBlanks();
      if (atRedirection()) {
        redirections.add(redirection());
      } else if (!grammar.words.atArgument()) {
        if (in.peek() == '&' && in.peek(1) != '&') {
          throw in.error(
              "AmpersandNotAllowed",
              "The ampersand (&) character is not allowed here; wrap it in double quotation marks"
                  + " (\"&\") to pass it as part of a string.",
              in.here());
        }
        if (in.peek() == ',') {
          throw in.error("MissingArgument", "Missing argument in parameter list.", in.here());
        }
        return end;
      } else if (Chars.isDash(in.peek())
          && Chars.isDash(in.peek(1))
          && Chars.endsWord(in.peek(2))) {
        in.moveTo(in.at() + 2);
        named = false;
      } else {
        arguments.add(argument(named));
      }
    }
  }

  private Element.Argument argument(boolean named) {
    if (in.peek() == '@' && Chars.isName(in.peek(1))) {
      Expression.Variable variable = grammar.names.splatted();
      return new Element.Argument.Splat(variable.span(), variable);
    }
    boolean dash = Chars.isDash(in.peek());
    if (named && dash && (Chars.isNameStart(in.peek(1)) || in.peek(1) == '?')) {
      Optional<Element.Argument> parameter = parameter();
      if (parameter.isPresent()) {
        return parameter.get();
      }
    }
    Expression value = grammar.words.list();
    return new Element.Argument.Positional(value.span(), value);
  }

  /** A parameter's name; empty, with nothing read, if this is a word that starts with a dash. */
  private Optional<Element.Argument> parameter() {
    int start = in.at();
    int end = 1;
    while (!endsParameter(in.peek(end))) {
      if (Chars.isSingleQuote(in.peek(end)) || Chars.isDoubleQuote(in.peek(end))) {
        return Optional.empty();
      }
      end++;
    }
    String name = in.text().substring(start + 1, start + end);
    in.moveTo(start + end);
    if (in.peek() != ':') {
      return Optional.of(new Element.Argument.Named(in.from(start), name, Optional.empty()));
    }
    in.next();
    in.skipBlanks();
    if (!grammar.words.atArgument()) {
      throw in.missing(
          "ParameterRequiresArgument", "The parameter '-%s' requires an argument.".formatted(name));
    }
    Expression value = grammar.words.list();
    return Optional.of(new Element.Argument.Named(in.from(start), name, Optional.of(value)));
  }

  private static boolean endsParameter(char c) {
    return Chars.endsWord(c) || c == ':' || c == '.' || c == '[';
  }

  private boolean atRedirection() {
    char c = in.peek();
    return c == '>' || ((c == '*' || (c >= '1' && c <= '6')) && in.peek(1) == '>');
  }

  private Element.Redirection redirection() {
    int start = in.at();
    in.countToken();
    char c = in.peek();
    int stream = c == '>' ? 1 : c == '*' ? 0 : c - '0';
    in.moveTo(start + (c == '>' ? 1 : 2));
    if (in.take("&1")) {
      return new Element.Redirection(in.from(start), stream, false, Optional.empty());
    }
    if (in.peek() == '&') {
      throw in.error(
          "RedirectionNotSupported",
          "The '%s' operator is reserved for future use."
              .formatted(in.text().substring(start, Math.min(in.at() + 2, in.text().length()))),
          in.from(start));
    }
    boolean append = in.take(">");
    in.skipBlanks();
    if (!grammar.words.atArgument()) {
      throw in.missing(
          "MissingFileSpecification", "Missing file specification after redirection operator.");
    }
    Expression target = grammar.words.argument();
    return new Element.Redirection(in.from(start), stream, append, Optional.of(target));
  }
}
