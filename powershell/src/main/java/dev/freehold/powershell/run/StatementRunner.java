package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Optional;

/** Runs statements; what they write goes out as it comes. */
final class StatementRunner {

  private final Context context;
  private final Session session;

  StatementRunner(Context context) {
    this.context = context;
    session = context.session();
  }

  /** Runs statements in a row; one that fails is reported, unless something catches its error. */
  void run(List<Statement> statements) {
    for (Statement statement : statements) {
      session.token().check();
      try {
        statement(statement);
      } catch (ShellException e) {
        ends(e);
        session.report(e.error(), context);
      }
    }
  }

  /** Throws an error on if it does more than end its statement. */
  private void ends(ShellException e) {
    if (e.endsScript() || session.isGuarded()) {
      throw e;
    }
    if (Preference.of(context.scope().value("ErrorActionPreference")) == Preference.STOP) {
      throw ShellException.ofScript(e.error());
    }
  }

  /** Runs one statement. */
  void statement(Statement statement) {
    try {
      execute(statement);
    } catch (ValueException e) {
      throw ShellException.ofStatement(Errors.of(e).at(context.position(statement.span())));
    }
  }

  private void execute(Statement statement) {
    switch (statement) {
      case Statement.Pipeline pipeline -> new Pipelines(context).run(pipeline);
      case Statement.Chain chain -> chain(chain);
      case Statement.Assignment assignment -> {
        new AssignmentRunner(context).assign(assignment);
        session.setSucceeded(true);
      }
      case Statement.If branches -> branch(branches);
      case Statement.Loop loop -> loop(loop, Optional.empty());
      case Statement.Labelled named -> loop(named.loop(), Optional.of(named.label()));
      case Statement.Break leave -> throw new Flow.Break(leave.label());
      case Statement.Continue leave -> throw new Flow.Continue(leave.label());
      case Statement.Return leave -> {
        leave.value().ifPresent(this::statement);
        throw new Flow.Return();
      }
      case Statement.Exit exit -> throw new Flow.Exit(code(exit.code()));
      case Statement.Throw raised -> throw raised(raised);
      case Statement.Try attempt -> new TryRunner(context).run(attempt);
      case Statement.Function function ->
          context.scope().define(new ScriptFunction(function.name(), function.block()));
    }
  }

  private void loop(Statement.Loop any, Optional<String> label) {
    Loops loops = new Loops(context, label);
    switch (any) {
      case Statement.Foreach loop -> loops.each(loop);
      case Statement.For loop -> loops.counted(loop);
      case Statement.While loop -> loops.repeat(() -> truth(loop.condition()), loop.body());
      case Statement.DoLoop loop -> loops.atLeastOnce(loop);
      case Statement.Switch choice -> new SwitchRunner(context, label).run(choice);
    }
  }

  boolean truth(Statement condition) {
    return Truth.of(value(condition));
  }

  private Object value(Statement statement) {
    return new Evaluator(context).result(statement).value();
  }

  private void chain(Statement.Chain chain) {
    try {
      statement(chain.left());
    } catch (ShellException e) {
      ends(e);
      session.report(e.error(), context);
    }
    if (session.hasSucceeded() == chain.ifSucceeded()) {
      statement(chain.right());
    }
  }

  private void branch(Statement.If branches) {
    for (Statement.Clause clause : branches.clauses()) {
      if (truth(clause.condition())) {
        run(clause.body());
        return;
      }
    }
    branches.otherwise().ifPresent(this::run);
  }

  private int code(Optional<Statement> code) {
    return code.map(this::value)
        .map(value -> (Integer) Conversions.convert(value, PsKind.INT))
        .orElse(0);
  }

  private ShellException raised(Statement.Throw raised) {
    Object value = raised.value().map(this::value).orElseGet(() -> context.scope().value("_"));
    return ShellException.ofScript(Errors.thrown(value).at(context.position(raised.span())));
  }
}
