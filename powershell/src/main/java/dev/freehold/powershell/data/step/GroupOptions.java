package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Selector;
import java.util.List;

/**
 * The options of Group-Object.
 *
 * @param properties what to group by; empty for the objects themselves
 * @param noElement whether groups are returned without their objects
 * @param asHashtable whether to return one hashtable instead of groups
 * @param asString whether its keys are strings
 */
public record GroupOptions(
    List<Selector> properties,
    boolean noElement,
    boolean asHashtable,
    boolean asString,
    boolean caseSensitive) {

  /** By some properties. */
  public static GroupOptions by(List<Selector> properties) {
    return new GroupOptions(properties, false, false, false, false);
  }
}
