package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.value.Text;
import java.util.Optional;

/** Reads and sets variables as scripts name them. */
final class Variables {

  private final Context context;

  Variables(Context context) {
    this.context = context;
  }

  Object value(Expression.Variable variable) {
    String folded = Scope.fold(variable.name());
    return switch (variable.scope()) {
      case "env" -> context.session().environment().get(variable.name());
      case "" ->
          folded.equals("null")
              ? null
              : Automatic.computed(folded, context.session())
                  .orElseGet(() -> scoped(context.scope(), folded));
      default -> scope(variable).map(found -> scoped(found, folded)).orElse(null);
    };
  }

  private static Object scoped(Scope scope, String folded) {
    return scope.value(folded.equals("psitem") ? "_" : folded);
  }

  /** Tells whether a variable gives a pipeline no object at all. */
  boolean isNothing(Expression.Variable variable) {
    return variable.scope().isEmpty()
        && context.scope().find(variable.name()).filter(Variable::isNothing).isPresent();
  }

  void set(Expression.Variable variable, Object value, boolean nothing) {
    if (variable.scope().equals("env")) {
      setEnvironment(variable.name(), value);
      return;
    }
    if (variable.name().equalsIgnoreCase("null")) {
      // What is assigned to $null is thrown away.
      return;
    }
    if (Automatic.isConstant(Scope.fold(variable.name()))) {
      throw Errors.runtime(
          "VariableNotWritable",
          ErrorCategory.WRITE_ERROR,
          "Cannot overwrite variable %s because it is read-only or constant."
              .formatted(variable.name()));
    }
    own(variable).set(value, nothing);
  }

  /** The variable that an assignment sets, made if there is none. */
  Variable own(Expression.Variable variable) {
    return scope(variable)
        .orElseThrow(
            () ->
                Errors.runtime(
                    "DriveNotFound",
                    ErrorCategory.OBJECT_NOT_FOUND,
                    "Cannot find drive. A drive with the name '%s' does not exist."
                        .formatted(variable.scope())))
        .own(variable.name());
  }

  private void setEnvironment(String name, Object value) {
    if (value == null) {
      context.session().environment().remove(name);
    } else {
      context.session().environment().put(name, Text.of(value));
    }
  }

  private Optional<Scope> scope(Expression.Variable variable) {
    return switch (variable.scope()) {
      case "", "local", "private", "variable", "using" -> Optional.of(context.scope());
      case "global" -> Optional.of(context.scope().globalScope());
      case "script" -> Optional.of(context.scope().scriptScope());
      default -> Optional.empty();
    };
  }
}
