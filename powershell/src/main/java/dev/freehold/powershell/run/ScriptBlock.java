package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script block as a value, with the scope in which it was made. */
public final class ScriptBlock implements Block {

  private static final String ITEM = "_";

  private final dev.freehold.powershell.syntax.ScriptBody syntax;
  private final Context made;

  ScriptBlock(dev.freehold.powershell.syntax.ScriptBody syntax, Context made) {
    this.syntax = syntax;
    this.made = made;
  }

  dev.freehold.powershell.syntax.ScriptBody syntax() {
    return syntax;
  }

  @Override
  public List<Object> run(Object input) {
    List<Object> written = new ArrayList<>();
    run(input, written::add);
    return written;
  }

  /**
   * Runs the block in the scope that it was made in, with {@code $_} set, and hands on what it
   * writes as it comes.
   */
  public void run(Object input, Sink out) {
    Context context = made.to(out).reading(syntax.source());
    withItem(
        context.scope(),
        input,
        () -> {
          part(syntax.begin(), context);
          syntax.process().ifPresent(body -> part(body, context));
          part(syntax.end(), context);
        });
  }

  private static void part(List<Statement> statements, Context context) {
    context.session().enterCall();
    try {
      new StatementRunner(context).run(statements);
    } catch (Flow.Return e) {
      // What it returns was written before.
    } finally {
      context.session().leaveCall();
    }
  }

  @Override
  public String text() {
    return syntax.text();
  }

  @Override
  public String toString() {
    return text();
  }

  /** Sets {@code $_} for as long as something is done, then to what it was before. */
  static void withItem(Scope scope, Object item, Runnable work) {
    Optional<Variable> before = scope.local(ITEM);
    Object old = before.map(Variable::value).orElse(null);
    scope.set(ITEM, item);
    try {
      work.run();
    } finally {
      if (before.isPresent()) {
        scope.set(ITEM, old);
      } else {
        scope.remove(ITEM);
      }
    }
  }
}
