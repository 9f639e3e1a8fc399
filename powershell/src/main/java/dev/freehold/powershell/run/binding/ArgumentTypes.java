package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Locale;

/** The types of parameters. */
public final class ArgumentTypes {

  /** Anything. */
  public static final ArgumentType ANY = of(PsType.of(PsKind.OBJECT));

  /** A string. */
  public static final ArgumentType TEXT = of(PsType.of(PsKind.STRING));

  /** Strings; one alone is wrapped. */
  public static final ArgumentType TEXTS = of(PsType.arrayOf(PsKind.STRING));

  /** A switch, which takes a value only behind a colon. */
  public static final ArgumentType SWITCH = new Truths(true);

  /** A Boolean or a number, never a text. */
  public static final ArgumentType BOOLEAN = new Truths(false);

  private ArgumentTypes() {}

  /** A type of the language, by its casts. */
  public static ArgumentType of(PsType type) {
    return new Plain(type);
  }

  /**
   * One of some names, in any case or abbreviated as long as it is unambiguous.
   *
   * @param typeName the .NET name of the enumeration
   */
  public static ArgumentType choice(String typeName, String... names) {
    return new Choice(typeName, List.of(names));
  }

  /** An object of one of our own types, by its type name. */
  public static ArgumentType object(String typeName) {
    return new OfName(typeName);
  }

  private record Plain(PsType type) implements ArgumentType {

    @Override
    public String fullName() {
      return type.fullName();
    }

    @Override
    public boolean accepts(Object value) {
      if (type.kind() == PsKind.OBJECT) {
        return true;
      }
      if (type.array()) {
        return Elements.isCollection(value)
            && Elements.of(value).stream().allMatch(each -> isOne(each));
      }
      return isOne(value);
    }

    private boolean isOne(Object value) {
      return value != null && TypeNames.isOfType(value, type.kind().fullName());
    }

    @Override
    public Object convert(Object value) {
      boolean arrayForOne =
          !type.array()
              && value instanceof List<?> list
              && list.size() != 1
              && type.kind() != PsKind.OBJECT
              && type.kind() != PsKind.ARRAY;
      if (arrayForOne) {
        throw new ValueException(ValueError.CONVERSION, "Specified method is not supported.");
      }
      return Conversions.convert(value, type);
    }

    @Override
    public boolean isCollection() {
      return type.array() || type.kind() == PsKind.ARRAY || type.kind() == PsKind.OBJECT;
    }
  }

  private record Truths(boolean isSwitch) implements ArgumentType {

    @Override
    public String fullName() {
      return isSwitch ? PsKind.SWITCH.fullName() : PsKind.BOOLEAN.fullName();
    }

    @Override
    public List<String> choices() {
      return List.of("$true", "$false");
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof Boolean;
    }

    @Override
    public Object convert(Object value) {
      if (value instanceof Boolean || value instanceof Number) {
        return Truth.of(value);
      }
      if (isSwitch && value == null) {
        return false;
      }
      throw new ValueException(
          ValueError.CONVERSION,
          ("Cannot convert value \"%s\" to type \"%s\". Boolean parameters accept only Boolean"
                  + " values and numbers, such as $True, $False, 1 or 0.")
              .formatted(value == null ? "" : TypeNames.of(value), fullName()));
    }
  }

  private record Choice(String fullName, List<String> names) implements ArgumentType {

    /** Scripts write {@code -ErrorAction 0}; the names stand in the order of the numbers. */
    private boolean isPreference() {
      return fullName.equals("System.Management.Automation.ActionPreference");
    }

    @Override
    public List<String> choices() {
      return names;
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof String text && names.contains(text);
    }

    @Override
    public Object convert(Object value) {
      if (value instanceof Integer at && isPreference() && at >= 0 && at < names.size()) {
        return names.get(at);
      }
      String text = Text.of(value).strip();
      for (String name : names) {
        if (name.equalsIgnoreCase(text)) {
          return name;
        }
      }
      List<String> starting =
          names.stream()
              .filter(
                  name ->
                      !text.isEmpty()
                          && name.toLowerCase(Locale.ROOT)
                              .startsWith(text.toLowerCase(Locale.ROOT)))
              .toList();
      if (starting.size() == 1) {
        return starting.getFirst();
      }
      throw new ValueException(
          ValueError.CONVERSION,
          ("Cannot convert value \"%s\" to type \"%s\". Error: \"Unable to match the identifier"
                  + " name %s to a valid enumerator name. Specify one of the following enumerator"
                  + " names and try again: %s\"")
              .formatted(text, fullName, text, String.join(", ", names)));
    }
  }

  private record OfName(String fullName) implements ArgumentType {

    @Override
    public boolean accepts(Object value) {
      return value instanceof PsObject object
          && object.typeNames().stream().anyMatch(fullName::equalsIgnoreCase);
    }

    @Override
    public Object convert(Object value) {
      if (value == null || accepts(value)) {
        return value;
      }
      throw new ValueException(
          ValueError.CONVERSION,
          "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\"."
              .formatted(Text.of(value), TypeNames.of(value), fullName));
    }
  }
}
