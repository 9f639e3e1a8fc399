package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs loops. */
final class Loops {

  private final Context context;
  private final Optional<String> label;
  private final StatementRunner statements;

  Loops(Context context, Optional<String> label) {
    this.context = context;
    this.label = label;
    statements = new StatementRunner(context);
  }

  /** Runs the body for each value; nothing at all and null are no values. */
  void each(Statement.Foreach loop) {
    Evaluator.Result values = new Evaluator(context).result(loop.values());
    if (values.value() == null) {
      return;
    }
    Variables variables = new Variables(context);
    // A copy: the body may change the array that it goes through.
    for (Object value : new ArrayList<>(Elements.of(values.value()))) {
      variables.set(loop.variable(), value, false);
      if (!round(loop.body())) {
        return;
      }
    }
  }

  void counted(Statement.For loop) {
    loop.start().ifPresent(statements::statement);
    while (loop.condition().map(statements::truth).orElse(true)) {
      if (!round(loop.body())) {
        return;
      }
      loop.step().ifPresent(step -> new StatementRunner(context.to(value -> {})).statement(step));
    }
  }

  void repeat(BooleanSupplier goesOn, List<Statement> body) {
    while (goesOn.getAsBoolean()) {
      if (!round(body)) {
        return;
      }
    }
  }

  void atLeastOnce(Statement.DoLoop loop) {
    do {
      if (!round(loop.body())) {
        return;
      }
    } while (statements.truth(loop.condition()) != loop.until());
  }

  /** Runs the body once and tells whether to go on. */
  private boolean round(List<Statement> body) {
    context.session().token().check();
    try {
      statements.run(body);
      return true;
    } catch (Flow.Continue e) {
      e.unlessOf(label);
      return true;
    } catch (Flow.Break e) {
      e.unlessOf(label);
      return false;
    }
  }
}
