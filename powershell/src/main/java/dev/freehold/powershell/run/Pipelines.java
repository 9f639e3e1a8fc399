package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs pipelines: each object goes all the way down before the next one is made. */
final class Pipelines {

  private final Context context;
  private final Session session;

  Pipelines(Context context) {
    this.context = context;
    session = context.session();
  }

  /** The expression of a pipeline that is nothing but a value. */
  static Optional<Expression> soleValue(Statement.Pipeline pipeline) {
    return pipeline.elements().size() == 1
            && pipeline.elements().getFirst() instanceof Element.Value value
            && value.redirections().isEmpty()
        ? Optional.of(value.expression())
        : Optional.empty();
  }

  void run(Statement.Pipeline pipeline) {
    long errorsBefore = session.errorCount();
    List<Stage> stages = new ArrayList<>();
    try (Redirector redirector = new Redirector(context)) {
      Sink first = connect(pipeline, stages, redirector);
      stages.forEach(Stage::prepare);
      stages.forEach(Stage::begin);
      int from = feed(pipeline, stages, first);
      for (Stage stage : stages.subList(from, stages.size())) {
        from = Math.max(from, ended(stage, stages));
      }
    }
    session.setSucceeded(session.errorCount() == errorsBefore);
  }

  /** Makes the stages from the last to the first and gives what takes the first value. */
  private Sink connect(Statement.Pipeline pipeline, List<Stage> stages, Redirector redirector) {
    List<Element> elements = pipeline.elements();
    Sink next = context.out();
    for (int at = elements.size() - 1; at >= 0; at--) {
      Element element = elements.get(at);
      Context own = redirector.redirect(element.redirections(), context.to(next));
      next = own.out();
      if (element instanceof Element.Command command) {
        Stage stage = new CommandSearch(own).stage(command, at);
        stages.addFirst(stage);
        next = stage;
      }
    }
    return next;
  }

  /** Runs the first element and gives the first stage that is still to end. */
  private int feed(Statement.Pipeline pipeline, List<Stage> stages, Sink first) {
    try {
      if (pipeline.elements().getFirst() instanceof Element.Value value) {
        emit(value.expression(), first);
      } else {
        stages.getFirst().runAlone();
      }
      return 0;
    } catch (Flow.StopUpstream e) {
      return requireOwn(e, stages);
    }
  }

  /** Ends a stage and gives the first stage that is still to end if this stopped some. */
  private static int ended(Stage stage, List<Stage> stages) {
    try {
      stage.end();
      return 0;
    } catch (Flow.StopUpstream e) {
      return requireOwn(e, stages);
    }
  }

  private static int requireOwn(Flow.StopUpstream e, List<Stage> stages) {
    int at = stages.indexOf(e.stage());
    if (at < 0) {
      throw e;
    }
    return at;
  }

  private void emit(Expression expression, Sink out) {
    Evaluator evaluator = new Evaluator(context);
    Object value = evaluator.value(expression);
    boolean silent =
        expression instanceof Expression.Increment
            || (value == null && expression instanceof Expression.Invoke)
            || (expression instanceof Expression.Paren paren
                && paren.statement() instanceof Statement.Pipeline inner
                && soleValue(inner).isEmpty()
                && value == null)
            || evaluator.gaveNothing(expression);
    if (silent) {
      return;
    }
    if (Elements.isCollection(value)) {
      // A copy: what runs further down may change the array.
      for (Object element : new ArrayList<>(Elements.of(value))) {
        session.token().check();
        out.accept(element);
      }
    } else {
      out.accept(value);
    }
  }
}
