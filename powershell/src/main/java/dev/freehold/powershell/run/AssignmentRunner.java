package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.BinaryOperator;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Indexing;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sets variables, properties and elements. */
final class AssignmentRunner {

  private final Context context;
  private final Evaluator evaluator;

  AssignmentRunner(Context context) {
    this.context = context;
    evaluator = new Evaluator(context);
  }

  /** Runs an assignment and gives what was assigned. */
  Object assign(Statement.Assignment assignment) {
    Expression target = assignment.target();
    try {
      if (assignment.operator().filter(BinaryOperator.COALESCE::equals).isPresent()) {
        Object old = evaluator.value(target);
        if (old != null) {
          return old;
        }
      }
      Evaluator.Result right = evaluator.result(assignment.value());
      Object value =
          assignment
              .operator()
              .map(operator -> combined(operator, target, right.value()))
              .orElse(right.value());
      set(target, value, right.nothing() && assignment.operator().isEmpty());
      return value;
    } catch (ValueException e) {
      throw ShellException.ofStatement(Errors.of(e).at(context.position(target.span())));
    }
  }

  private Object combined(BinaryOperator operator, Expression target, Object right) {
    return OperatorRunner.combine(operator, evaluator.value(target), right, false);
  }

  void set(Expression target, Object value, boolean nothing) {
    switch (target) {
      case Expression.Variable variable -> new Variables(context).set(variable, value, nothing);
      case Expression.Member member -> setMember(member, value);
      case Expression.Index index ->
          Indexing.set(evaluator.value(index.target()), evaluator.value(index.index()), value);
      case Expression.Cast cast -> setTyped(cast, value);
      case Expression.ArrayLiteral array -> setEach(array.elements(), value);
      default ->
          throw Errors.runtime(
              "InvalidLeftHandSide",
              ErrorCategory.INVALID_OPERATION,
              "The assignment expression is not valid.");
    }
  }

  private void setMember(Expression.Member member, Object value) {
    String name = Text.of(evaluator.value(member.name()));
    if (member.isStatic()) {
      Statics.set(Evaluator.typeName(member.target(), evaluator), name);
      return;
    }
    Object target = evaluator.value(member.target());
    List<Object> targets =
        target instanceof PsObject || target instanceof PsHashtable || target == null
            ? Collections.singletonList(target)
            : Elements.of(target);
    targets.forEach(each -> Members.set(each, name, value));
  }

  private void setTyped(Expression.Cast cast, Object value) {
    PsType type =
        PsType.find(cast.typeName()).orElseThrow(() -> Errors.typeNotFound(cast.typeName()));
    Object converted = Conversions.convert(value, type);
    set(cast.operand(), converted, false);
    if (cast.operand() instanceof Expression.Variable variable && !variable.scope().equals("env")) {
      new Variables(context).own(variable).constrain(type);
    }
  }

  /** One value for each target; the last one takes all that are left. */
  private void setEach(List<Expression> targets, Object value) {
    List<Object> values = Elements.of(value);
    for (int at = 0; at < targets.size(); at++) {
      boolean takesRest = at == targets.size() - 1 && values.size() > targets.size();
      Object own =
          takesRest
              ? new ArrayList<>(values.subList(at, values.size()))
              : at < values.size() ? values.get(at) : null;
      set(targets.get(at), own, false);
    }
  }
}
