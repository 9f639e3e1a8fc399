package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.Span;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Arithmetic;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Indexing;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Methods;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.ArrayList;
import java.util.List;

/** Gives expressions their values. */
final class Evaluator {

  private final Context context;
  private final Variables variables;

  Evaluator(Context context) {
    this.context = context;
    variables = new Variables(context);
  }

  /**
   * The value of an expression.
   *
   * @throws ShellException for whatever goes wrong, with its place
   */
  Object value(Expression expression) {
    try {
      return evaluate(expression);
    } catch (ValueException e) {
      throw ShellException.ofStatement(Errors.of(e).at(context.position(expression.span())));
    } catch (ShellException e) {
      throw e.with(e.error().at(context.position(expression.span())));
    }
  }

  private Object evaluate(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> text.value();
      case Expression.Numeral number -> number.value();
      case Expression.Expandable string -> expand(string);
      case Expression.Variable variable -> variables.value(variable);
      case Expression.TypeLiteral type -> type(type.typeName());
      case Expression.Cast cast -> cast(cast);
      case Expression.Member member when member.isStatic() ->
          Statics.property(typeName(member.target(), this), name(member.name()), context);
      case Expression.Invoke call when call.isStatic() ->
          Statics.invoke(
              typeName(call.target(), this), name(call.name()), values(call), context.session());
      case Expression.Member member -> access(member, value(member.target()));
      case Expression.Invoke call -> access(call, value(call.target()));
      case Expression.Index index -> access(index, value(index.target()));
      case Expression.UnlessNull access -> {
        Object target = value(access.access().target());
        yield target == null ? null : access(access.access(), target);
      }
      case Expression.Ternary choice ->
          value(Truth.of(value(choice.condition())) ? choice.yes() : choice.no());
      case Expression.Unary unary -> OperatorRunner.unary(unary.operator(), value(unary.operand()));
      case Expression.Increment change -> increment(change);
      case Expression.Binary binary -> binary(binary);
      case Expression.ArrayLiteral array -> {
        List<Object> values = new ArrayList<>();
        array.elements().forEach(element -> values.add(value(element)));
        yield values;
      }
      case Expression.Paren paren -> result(paren.statement()).value();
      case Expression.SubExpression inner -> Elements.collapse(written(inner.statements()));
      case Expression.ArrayExpression inner -> written(inner.statements());
      case Expression.Hashtable table -> hashtable(table, PsHashtable.unordered());
      case Expression.BlockLiteral block -> new ScriptBlock(block.block(), context);
    };
  }

  /**
   * What a statement gives where a value is wanted.
   *
   * @param nothing whether it wrote no object at all, which null as an object is not
   */
  record Result(Object value, boolean nothing) {}

  /** Runs a statement for its value. */
  Result result(Statement statement) {
    if (statement instanceof Statement.Pipeline pipeline) {
      var single = Pipelines.soleValue(pipeline);
      if (single.isPresent()) {
        return new Result(value(single.get()), gaveNothing(single.get()));
      }
    }
    if (statement instanceof Statement.Assignment assignment) {
      return new Result(new AssignmentRunner(context).assign(assignment), false);
    }
    List<Object> written = new ArrayList<>();
    new StatementRunner(context.to(written::add)).statement(statement);
    return new Result(Elements.collapse(written), written.isEmpty());
  }

  /** Tells whether an expression that was just evaluated stands for no object at all. */
  boolean gaveNothing(Expression expression) {
    return expression instanceof Expression.Variable variable && variables.isNothing(variable);
  }

  private List<Object> written(List<Statement> statements) {
    List<Object> written = new ArrayList<>();
    new StatementRunner(context.to(written::add)).run(statements);
    return written;
  }

  private String expand(Expression.Expandable string) {
    String separator = Text.of(context.scope().value("OFS"));
    StringBuilder text = new StringBuilder();
    for (Expression part : string.parts()) {
      text.append(Text.of(value(part), separator));
      if (text.length() > ValueLimits.MAX_STRING_CHARS) {
        throw Errors.runtime(
            "ResultTooLarge", ErrorCategory.LIMITS_EXCEEDED, "The string became too long.");
      }
    }
    return text.toString();
  }

  private static Object type(String name) {
    return PsType.find(name).orElseThrow(() -> Errors.typeNotFound(name));
  }

  private Object cast(Expression.Cast cast) {
    String name = Scope.fold(cast.typeName());
    if (cast.operand() instanceof Expression.Hashtable literal) {
      if (name.equals("ordered")) {
        return hashtable(literal, PsHashtable.ordered());
      }
      if (name.equals("pscustomobject") || name.equals("psobject")) {
        // Made at once, so that the properties have the order of the text.
        return Conversions.convert(hashtable(literal, PsHashtable.ordered()), PsKind.CUSTOM_OBJECT);
      }
    }
    return convert(value(cast.operand()), cast.typeName());
  }

  static Object convert(Object value, String typeName) {
    String name = Scope.fold(typeName);
    if (name.equals("regex") || name.equals("system.text.regularexpressions.regex")) {
      return Text.of(value);
    }
    if (name.equals("void")) {
      return null;
    }
    PsType type = PsType.find(typeName).orElseThrow(() -> Errors.typeNotFound(typeName));
    return Conversions.convert(value, type);
  }

  /** What an access gives of a target that was evaluated before. */
  private Object access(Expression.Access access, Object target) {
    return switch (access) {
      case Expression.Member member when target instanceof Callable object ->
          object.property(name(member.name()));
      case Expression.Member member -> Members.get(target, name(member.name()));
      case Expression.Index index -> Indexing.get(target, value(index.index()));
      case Expression.Invoke call -> invoke(call, target);
    };
  }

  private String name(Expression name) {
    return Text.of(value(name));
  }

  private List<Object> values(Expression.Invoke call) {
    List<Object> values = new ArrayList<>();
    call.arguments().forEach(argument -> values.add(value(argument)));
    return values;
  }

  private Object invoke(Expression.Invoke call, Object target) {
    String name = name(call.name());
    List<Object> arguments = values(call);
    if (target instanceof Callable callable) {
      return callable.invoke(name, arguments);
    }
    if (target instanceof ScriptBlock block && Scope.fold(name).startsWith("invoke")) {
      List<Object> written = new ArrayList<>();
      new Functions(context.to(written::add)).callBlock(block, arguments);
      return Elements.collapse(written);
    }
    boolean errors = call.target().plainVariable().filter("Error"::equalsIgnoreCase).isPresent();
    if (errors && name.equalsIgnoreCase("clear")) {
      context.session().errors().clear();
      return null;
    }
    return Methods.invoke(target, name, arguments);
  }

  static String typeName(Expression target, Evaluator evaluator) {
    if (target instanceof Expression.TypeLiteral literal) {
      return literal.typeName();
    }
    Object value = evaluator.value(target);
    return value instanceof PsType type
        ? type.fullName()
        : value instanceof PsObject object ? Text.of(object.get("FullName")) : Text.of(value);
  }

  private Object increment(Expression.Increment change) {
    Object old = value(change.target());
    Object now = Arithmetic.add(old == null ? 0 : old, change.by());
    new AssignmentRunner(context).set(change.target(), now, false);
    return change.before() ? now : old == null ? 0 : old;
  }

  private Object binary(Expression.Binary binary) {
    return new OperatorRunner(this, context).binary(binary);
  }

  private PsHashtable hashtable(Expression.Hashtable literal, PsHashtable table) {
    for (Expression.Entry entry : literal.entries()) {
      Object key = value(entry.key());
      Span at = entry.key().span();
      if (key == null) {
        throw located(
            Errors.runtime(
                "InvalidNullKey",
                ErrorCategory.INVALID_OPERATION,
                "A null key is not allowed in a hash literal."),
            at);
      }
      if (table.containsKey(key)) {
        throw located(
            Errors.runtime(
                "DuplicateKeyInHashLiteral",
                ErrorCategory.INVALID_OPERATION,
                "Duplicate keys '%s' are not allowed in hash literals.".formatted(Text.of(key))),
            at);
      }
      table.put(key, result(entry.value()).value());
    }
    return table;
  }

  private ShellException located(ShellException e, Span at) {
    return e.with(e.error().at(context.position(at)));
  }
}
