package dev.freehold.powershell.run.binding;

/**
 * The properties of a parameter in one parameter set.
 *
 * @param set its name; {@link #ALL} if it is the same in all
 * @param mandatory whether a value must be given
 * @param position counted from 0; -1 if it is bound only by name
 * @param byValue whether an object of the pipeline is bound as a whole
 * @param byPropertyName whether a property of that object is bound
 * @param remaining whether it takes all remaining arguments
 */
public record Membership(
    String set,
    boolean mandatory,
    int position,
    boolean byValue,
    boolean byPropertyName,
    boolean remaining) {

  /** The name of no set: the parameter is in all of them. */
  public static final String ALL = "";

  static Membership in(String set) {
    return new Membership(set, false, -1, false, false, false);
  }

  boolean isIn(String name) {
    return set.equals(ALL) || set.equals(name);
  }

  boolean takesPipeline() {
    return byValue || byPropertyName;
  }
}
