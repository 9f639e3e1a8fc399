package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.run.Sink;

/** Objects that are shown, of one line or script. */
record ShownObjects(DefaultOutput output) implements Sink {

  @Override
  public void accept(Object value) {
    output.accept(value);
  }

  @Override
  public void release() {
    output.release();
  }

  @Override
  public void flush() {
    output.end();
  }
}
