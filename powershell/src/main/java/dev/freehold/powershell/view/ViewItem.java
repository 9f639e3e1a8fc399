package dev.freehold.powershell.view;

import dev.freehold.powershell.value.Members;
import java.util.function.UnaryOperator;

/**
 * One line of a list view.
 *
 * @param label the label before the value
 * @param read reads its value from an object
 */
public record ViewItem(String label, UnaryOperator<Object> read) {

  /** A property under its own name. */
  public static ViewItem of(String property) {
    return of(property, property);
  }

  /** A property under another label. */
  public static ViewItem of(String label, String property) {
    return new ViewItem(label, target -> Members.get(target, property));
  }
}
