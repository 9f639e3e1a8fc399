package dev.freehold.powershell.value;

import java.util.Arrays;
import java.util.Optional;

/**
 * A type to convert to.
 *
 * @param kind the type, or that of the elements
 * @param array whether it is an array
 */
public record PsType(PsKind kind, boolean array) {

  /** The type itself, not an array of it. */
  public static PsType of(PsKind kind) {
    return new PsType(kind, false);
  }

  /** An array of a type. */
  public static PsType arrayOf(PsKind kind) {
    return new PsType(kind, true);
  }

  /** The type of this name, e.g. {@code int}, {@code System.Int32} or {@code string[]}. */
  public static Optional<PsType> find(String name) {
    boolean array = name.endsWith("[]");
    String element = array ? name.substring(0, name.length() - 2) : name;
    return Arrays.stream(PsKind.values())
        .filter(kind -> kind.isNamed(element.strip()))
        .findFirst()
        .map(kind -> new PsType(kind, array));
  }

  /** The .NET name, e.g. {@code System.String[]}. */
  public String fullName() {
    return array ? kind.fullName() + "[]" : kind.fullName();
  }
}
