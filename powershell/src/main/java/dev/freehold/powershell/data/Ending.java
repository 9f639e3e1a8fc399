package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.Step;
import java.util.function.Consumer;

/**
 * A step of what is done with each object, and at the end.
 *
 * @param each takes an object; it always wants more
 * @param last takes the end
 */
record Ending(Consumer<Object> each, Runnable last) implements Step {

  @Override
  public boolean accept(Object value) {
    each.accept(value);
    return true;
  }

  @Override
  public void end() {
    last.run();
  }
}
