package dev.freehold.shell.terminal;

import dev.freehold.shell.format.DefaultOutput;
import dev.freehold.shell.run.Sink;

/** Objects that are shown, of one line or script. */
record ShownObjects(DefaultOutput output) implements Sink {

  @Override
  public void accept(Object value) {
    output.accept(value);
  }

  @Override
  public void flush() {
    output.end();
  }
}
