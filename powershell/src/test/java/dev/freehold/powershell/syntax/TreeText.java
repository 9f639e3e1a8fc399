package dev.freehold.powershell.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** A tree on one line, for tests to compare. */
final class TreeText {

  private TreeText() {}

  static String of(String script) throws ParseException {
    return statements(Parser.parse(SourceText.typed(script)).end());
  }

  private static String statements(List<Statement> statements) {
    return statements.stream().map(TreeText::of).collect(Collectors.joining("; "));
  }

  private static String expressions(List<Expression> expressions) {
    return expressions.stream().map(TreeText::of).collect(Collectors.joining(" "));
  }

  static String of(Statement statement) {
    return switch (statement) {
      case Statement.Pipeline pipeline ->
          pipeline.elements().stream().map(TreeText::of).collect(Collectors.joining(" | "));
      case Statement.Chain chain ->
          of(chain.left()) + (chain.ifSucceeded() ? " && " : " || ") + of(chain.right());
      case Statement.Assignment set ->
          "%s %s= %s"
              .formatted(
                  of(set.target()),
                  set.operator().map(BinaryOperator::symbol).orElse(""),
                  of(set.value()));
      case Statement.If branch ->
          branch.clauses().stream()
                  .map(each -> "if(" + of(each.condition()) + "){" + statements(each.body()) + "}")
                  .collect(Collectors.joining())
              + branch.otherwise().map(body -> "else{" + statements(body) + "}").orElse("");
      case Statement.Foreach loop ->
          "foreach(%s in %s){%s}"
              .formatted(of(loop.variable()), of(loop.values()), statements(loop.body()));
      case Statement.For loop ->
          "for(%s;%s;%s){%s}"
              .formatted(
                  loop.start().map(TreeText::of).orElse(""),
                  loop.condition().map(TreeText::of).orElse(""),
                  loop.step().map(TreeText::of).orElse(""),
                  statements(loop.body()));
      case Statement.While loop ->
          "while(" + of(loop.condition()) + "){" + statements(loop.body()) + "}";
      case Statement.DoLoop loop ->
          "do{%s}%s(%s)"
              .formatted(
                  statements(loop.body()), loop.until() ? "until" : "while", of(loop.condition()));
      case Statement.Switch choice ->
          "switch(%s %s){%s%s}"
              .formatted(
                  choice.kind(),
                  of(choice.values()),
                  choice.cases().stream()
                      .map(each -> of(each.condition()) + "{" + statements(each.body()) + "}")
                      .collect(Collectors.joining()),
                  choice.otherwise().map(body -> "default{" + statements(body) + "}").orElse(""));
      case Statement.Labelled named -> ":" + named.label() + " " + of(named.loop());
      case Statement.Break leave -> "break" + leave.label().map(to -> " " + to).orElse("");
      case Statement.Continue leave -> "continue" + leave.label().map(to -> " " + to).orElse("");
      case Statement.Return leave -> "return " + leave.value().map(TreeText::of).orElse("");
      case Statement.Exit exit -> "exit " + exit.code().map(TreeText::of).orElse("");
      case Statement.Throw raised -> "throw " + raised.value().map(TreeText::of).orElse("");
      case Statement.Try attempt ->
          "try{%s}%s%s"
              .formatted(
                  statements(attempt.body()),
                  attempt.catches().stream()
                      .map(each -> "catch" + each.typeNames() + "{" + statements(each.body()) + "}")
                      .collect(Collectors.joining()),
                  attempt.finalizer().map(body -> "finally{" + statements(body) + "}").orElse(""));
      case Statement.Function function -> "function " + function.name() + of(function.block());
    };
  }

  private static String of(ScriptBody block) {
    String parameters =
        block
            .parameters()
            .map(
                all ->
                    all.stream()
                        .map(
                            each ->
                                each.typeName().map(type -> "[" + type + "]").orElse("")
                                    + "$"
                                    + each.name())
                        .collect(Collectors.joining(",", "param(", ") ")))
            .orElse("");
    String begin = block.begin().isEmpty() ? "" : "begin{" + statements(block.begin()) + "}";
    String process = block.process().map(body -> "process{" + statements(body) + "}").orElse("");
    return "{" + parameters + begin + process + statements(block.end()) + "}";
  }

  private static String of(Element element) {
    String redirections =
        element.redirections().stream()
            .map(
                each ->
                    " %d>%s%s"
                        .formatted(
                            each.stream(),
                            each.append() ? ">" : "",
                            each.target().map(TreeText::of).orElse("&1")))
            .collect(Collectors.joining());
    return switch (element) {
      case Element.Value value -> of(value.expression()) + redirections;
      case Element.Command command ->
          (command.call() == Element.Call.NAMED ? "" : command.call() + " ")
              + of(command.name())
              + command.arguments().stream()
                  .map(each -> " " + of(each))
                  .collect(Collectors.joining())
              + redirections;
    };
  }

  private static String of(Element.Argument argument) {
    return switch (argument) {
      case Element.Argument.Named named ->
          "-" + named.name() + named.value().map(value -> ":" + of(value)).orElse("");
      case Element.Argument.Positional positional -> of(positional.value());
      case Element.Argument.Splat splat -> "@" + splat.variable().name();
    };
  }

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> "'" + text.value() + "'";
      case Expression.Numeral number -> number.value().toString();
      case Expression.Expandable string -> "\"" + expressions(string.parts()) + "\"";
      case Expression.Variable variable ->
          "$" + (variable.scope().isEmpty() ? "" : variable.scope() + ":") + variable.name();
      case Expression.TypeLiteral type -> "[" + type.typeName() + "]";
      case Expression.Cast cast -> "[" + cast.typeName() + "]" + of(cast.operand());
      case Expression.Member member ->
          of(member.target()) + (member.isStatic() ? "::" : ".") + of(member.name());
      case Expression.Invoke call ->
          "%s%s%s(%s)"
              .formatted(
                  of(call.target()),
                  call.isStatic() ? "::" : ".",
                  of(call.name()),
                  expressions(call.arguments()));
      case Expression.Index index -> of(index.target()) + "[" + of(index.index()) + "]";
      case Expression.Unary unary -> "(" + unary.operator() + " " + of(unary.operand()) + ")";
      case Expression.Increment change ->
          change.before()
              ? "(" + change.by() + " before " + of(change.target()) + ")"
              : "(" + of(change.target()) + " then " + change.by() + ")";
      case Expression.Binary binary ->
          "(%s %s%s %s)"
              .formatted(
                  of(binary.left()),
                  binary.operator().symbol(),
                  binary.caseSensitive() ? "!" : "",
                  of(binary.right()));
      case Expression.Ternary choice ->
          "(%s ? %s : %s)".formatted(of(choice.condition()), of(choice.yes()), of(choice.no()));
      case Expression.UnlessNull access -> "?" + of(access.access());
      case Expression.ArrayLiteral array -> "<" + expressions(array.elements()) + ">";
      case Expression.Paren paren -> "(" + of(paren.statement()) + ")";
      case Expression.SubExpression inner -> "$(" + statements(inner.statements()) + ")";
      case Expression.ArrayExpression inner -> "@(" + statements(inner.statements()) + ")";
      case Expression.Hashtable table ->
          table.entries().stream()
              .map(entry -> of(entry.key()) + "=" + of(entry.value()))
              .collect(Collectors.joining("; ", "@{", "}"));
      case Expression.BlockLiteral block -> of(block.block());
    };
  }
}
