package dev.freehold.powershell.value;

import java.util.List;

/** A script block as a value, as far as the cmdlets for objects need it. */
public interface Block {

  /**
   * Runs the block with {@code $_} set.
   *
   * @param input what {@code $_} is; may be null
   * @return what it wrote, in order; never null
   */
  List<Object> run(Object input);

  /** The source between its braces. */
  String text();

  /**
   * Runs the block and gives what it wrote as an assignment would: nothing is null, one value is
   * itself, several are a list.
   */
  default Object value(Object input) {
    return Elements.collapse(run(input));
  }
}
