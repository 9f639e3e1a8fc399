package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Matching;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.Optional;

/** Runs {@code switch}: every case that fits, for every value. */
final class SwitchRunner {

  private final Context context;
  private final Optional<String> label;
  private final Evaluator evaluator;
  private final StatementRunner statements;

  SwitchRunner(Context context, Optional<String> label) {
    this.context = context;
    this.label = label;
    evaluator = new Evaluator(context);
    statements = new StatementRunner(context);
  }

  void run(Statement.Switch choice) {
    Object values = evaluator.result(choice.values()).value();
    try {
      for (Object value : new ArrayList<>(Elements.of(values))) {
        one(choice, value);
      }
    } catch (Flow.Break e) {
      // Leaves the switch, which is all that it should unless it names another loop.
      e.unlessOf(label);
    }
  }

  private void one(Statement.Switch choice, Object value) {
    try {
      ScriptBlock.withItem(context.scope(), value, () -> cases(choice, value));
    } catch (Flow.Continue e) {
      // Goes on with the next value.
      e.unlessOf(label);
    }
  }

  private void cases(Statement.Switch choice, Object value) {
    boolean any = false;
    for (Statement.Case each : choice.cases()) {
      if (fits(choice, each.condition(), value)) {
        any = true;
        statements.run(each.body());
      }
    }
    if (!any) {
      choice.otherwise().ifPresent(statements::run);
    }
  }

  private boolean fits(Statement.Switch choice, Expression condition, Object value) {
    Object wanted = evaluator.value(condition);
    if (wanted instanceof ScriptBlock block) {
      return Truth.of(block.value(value));
    }
    boolean cased = choice.caseSensitive();
    return switch (choice.kind()) {
      case EXACT -> Comparison.equal(value, wanted, cased);
      case WILDCARD -> Wildcard.of(Text.of(wanted), cased).matches(Text.of(value));
      case REGEX -> {
        Optional<PsHashtable> groups = Matching.match(Text.of(value), Text.of(wanted), cased);
        groups.ifPresent(found -> context.scope().set("Matches", found));
        yield groups.isPresent();
      }
    };
  }
}
