package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A step as a cmdlet. What the step refuses is an error of one object, after which the next one is
 * taken; what it writes goes on only when it has returned, so that an error of the commands behind
 * it is not taken for its own.
 */
final class StepCmdlet implements Cmdlet {

  /** The parameter that takes the objects of the pipeline. */
  static final String INPUT = "InputObject";

  /** Makes a step for a call whose named parameters are bound. */
  @FunctionalInterface
  interface Maker {

    /** Makes the step; it writes to the consumer. */
    Step make(Invocation call, Consumer<Object> out);
  }

  private final Maker maker;
  private final List<Object> written = new ArrayList<>();
  private Step step;

  StepCmdlet(Maker maker) {
    this.maker = maker;
  }

  @Override
  public void begin(Invocation call) {
    step = maker.make(call, written::add);
  }

  @Override
  public void process(Invocation call) {
    if (!call.bound().has(INPUT)) {
      return;
    }
    boolean more = true;
    try {
      more = step.accept(call.bound().value(INPUT));
    } catch (ValueException e) {
      report(call, e);
    }
    flush(call);
    if (!more) {
      call.stopUpstream();
    }
  }

  @Override
  public void end(Invocation call) {
    try {
      step.end();
    } catch (ValueException e) {
      report(call, e);
    }
    flush(call);
  }

  private void flush(Invocation call) {
    List<Object> now = new ArrayList<>(written);
    written.clear();
    now.forEach(call::writeWhole);
  }

  static void report(Invocation call, ValueException e) {
    call.error(
        ShellError.of(e.error().id(), ErrorCategory.INVALID_ARGUMENT, e.getMessage())
            .in(call.info().name()));
  }
}
