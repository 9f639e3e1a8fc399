package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.PsObject;
import java.util.Optional;

/** Runs {@code try} with what catches its errors. */
final class TryRunner {

  private final Context context;
  private final Session session;
  private final StatementRunner statements;

  TryRunner(Context context) {
    this.context = context;
    session = context.session();
    statements = new StatementRunner(context);
  }

  void run(Statement.Try attempt) {
    try {
      if (attempt.catches().isEmpty()) {
        statements.run(attempt.body());
      } else {
        guarded(attempt);
      }
    } finally {
      attempt.finalizer().ifPresent(last -> session.evenIfCancelled(() -> statements.run(last)));
    }
  }

  private void guarded(Statement.Try attempt) {
    ShellException caught;
    session.guard(1);
    try {
      statements.run(attempt.body());
      return;
    } catch (ShellException e) {
      caught = e;
    } catch (StackOverflowError e) {
      caught = Errors.callDepth();
    } finally {
      session.guard(-1);
    }
    Optional<Statement.Catch> taker = taker(attempt, caught);
    if (taker.isEmpty()) {
      throw caught;
    }
    session.setSucceeded(false);
    session.record(caught.error());
    PsObject error = (PsObject) session.errors().getFirst();
    ScriptBlock.withItem(context.scope(), error, () -> statements.run(taker.get().body()));
  }

  /** A catch of the error's type, else one of all types. */
  private static Optional<Statement.Catch> taker(Statement.Try attempt, ShellException caught) {
    Optional<Statement.Catch> typed =
        attempt.catches().stream()
            .filter(
                each ->
                    each.typeNames().stream()
                        .anyMatch(type -> Errors.isOfType(caught.error(), type)))
            .findFirst();
    return typed.isPresent()
        ? typed
        : attempt.catches().stream().filter(each -> each.typeNames().isEmpty()).findFirst();
  }
}
