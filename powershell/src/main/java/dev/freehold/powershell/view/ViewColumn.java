package dev.freehold.powershell.view;

import dev.freehold.powershell.value.Members;
import java.util.function.UnaryOperator;

/**
 * A column of a table view.
 *
 * @param label its heading
 * @param widthChars its width; 0 for the width that fits
 * @param read reads its value from an object
 */
public record ViewColumn(
    String label, int widthChars, Alignment alignment, UnaryOperator<Object> read) {

  /** A property under its own name, as wide as it needs, at the left. */
  public static ViewColumn of(String property) {
    return of(property, property);
  }

  /** A property under another heading. */
  public static ViewColumn of(String label, String property) {
    return new ViewColumn(label, 0, Alignment.LEFT, target -> Members.get(target, property));
  }

  /** The same with a fixed width. */
  public ViewColumn wide(int chars) {
    return new ViewColumn(label, chars, alignment, read);
  }

  /** The same at the right, as numbers stand. */
  public ViewColumn right() {
    return new ViewColumn(label, widthChars, Alignment.RIGHT, read);
  }
}
