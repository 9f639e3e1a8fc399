package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.powershell.view.ViewTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Get-Member: lists the members of objects, each type once. */
public final class MemberStep implements Step {

  /** Methods that every value has. */
  private static final Map<String, String> METHODS =
      Map.of(
          "Equals", "bool Equals(System.Object obj)",
          "GetHashCode", "int GetHashCode()",
          "GetType", "type GetType()",
          "ToString", "string ToString()");

  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "System.String", "string",
          "System.Int32", "int",
          "System.Int64", "long",
          "System.Double", "double",
          "System.Decimal", "decimal",
          "System.Boolean", "bool",
          "System.Char", "char",
          "System.DateTime", "datetime",
          "System.Guid", "guid",
          "System.Object[]", "Object[]");

  private final List<Wildcard> names;
  private final Set<String> memberTypes;
  private final Consumer<Object> out;
  private final Set<String> seenTypes = new HashSet<>();

  /**
   * Makes the step of one pipeline.
   *
   * @param names names and wildcards of members; empty for all
   * @param memberTypes which kinds, e.g. Property; empty for all
   */
  public MemberStep(List<String> names, List<String> memberTypes, Consumer<Object> out) {
    this.names = names.stream().map(Wildcard::of).toList();
    this.memberTypes = new HashSet<>(memberTypes.stream().map(MemberStep::fold).toList());
    this.out = out;
  }

  @Override
  public boolean accept(Object value) {
    if (value != null && seenTypes.add(fold(TypeNames.of(value)))) {
      METHODS.keySet().stream()
          .sorted()
          .forEach(method -> write(value, method, "Method", METHODS.get(method)));
      Members.names(value).stream()
          .sorted(String.CASE_INSENSITIVE_ORDER)
          .forEach(property -> writeProperty(value, property));
    }
    return true;
  }

  @Override
  public void end() {
    // Each type was written when it came.
  }

  private void writeProperty(Object value, String property) {
    Object content = Members.get(value, property);
    String type = shortName(content);
    if (value instanceof PsObject object && object.isCustom()) {
      write(value, property, "NoteProperty", type + " " + property + "=" + shown(content));
    } else {
      String access = value instanceof PsObject ? " {get;set;}" : " {get;}";
      write(value, property, "Property", type + " " + property + access);
    }
  }

  private void write(Object value, String member, String memberType, String definition) {
    boolean wanted =
        memberTypes.isEmpty()
            || memberTypes.contains(fold(memberType))
            || memberTypes.contains("all")
            || (memberTypes.contains("properties") && memberType.endsWith("Property"));
    boolean named = names.isEmpty() || names.stream().anyMatch(name -> name.matches(member));
    if (wanted && named) {
      out.accept(
          PsObject.ofType(ViewTypes.MEMBER)
              .with("TypeName", TypeNames.of(value))
              .with("Name", member)
              .with("MemberType", memberType)
              .with("Definition", definition)
              .withText(definition));
    }
  }

  private static String shortName(Object content) {
    String full = TypeNames.of(content);
    return full.isEmpty() ? "object" : SHORT_NAMES.getOrDefault(full, full);
  }

  private static String shown(Object content) {
    if (content == null) {
      return "null";
    }
    return Elements.isCollection(content) ? TypeNames.of(content) : Text.of(content);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
