package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.PsVersion;
import dev.freehold.powershell.value.scalar.SecureText;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the .NET type of a value. */
public final class TypeNames {

  private TypeNames() {}

  /** The full name of a value's type; empty for null, which has none. */
  public static String of(Object value) {
    return switch (value) {
      case null -> "";
      case PsObject object -> object.typeName();
      case PsList list -> list.kind().fullName();
      case List<?> list -> "System.Object[]";
      case byte[] bytes -> "System.Byte[]";
      case PsHashtable table ->
          table.isOrdered() ? PsKind.ORDERED.fullName() : PsKind.HASHTABLE.fullName();
      default -> kindOf(value).map(PsKind::fullName).orElse(value.getClass().getSimpleName());
    };
  }

  /** The names of a value's type and of what that is derived from, most special first. */
  public static List<String> allOf(Object value) {
    return value instanceof PsObject object ? object.typeNames() : List.of(of(value));
  }

  /** The type of a value that {@link PsKind} has a constant for; empty for objects. */
  public static Optional<PsKind> kindOf(Object value) {
    return Optional.ofNullable(
        switch (value) {
          case null -> null;
          case String text -> PsKind.STRING;
          case Character character -> PsKind.CHAR;
          case Boolean truth -> PsKind.BOOLEAN;
          case Integer number -> PsKind.INT;
          case Long number -> PsKind.LONG;
          case Double number -> PsKind.DOUBLE;
          case BigDecimal number -> PsKind.DECIMAL;
          case Instant date -> PsKind.DATE;
          case OffsetDateTime date -> PsKind.DATE_OFFSET;
          case Duration span -> PsKind.TIME_SPAN;
          case UUID guid -> PsKind.GUID;
          case URI uri -> PsKind.URI;
          case PsVersion version -> PsKind.VERSION;
          case SecureText secret -> PsKind.SECURE_STRING;
          case Block block -> PsKind.SCRIPT_BLOCK;
          case PsHashtable table -> table.isOrdered() ? PsKind.ORDERED : PsKind.HASHTABLE;
          case PsList list -> list.kind();
          case List<?> list -> PsKind.ARRAY;
          default -> null;
        });
  }

  /** Tells whether a value is of a type: what {@code -is} asks. */
  public static boolean isOfType(Object value, String typeName) {
    if (value == null) {
      return false;
    }
    if (value instanceof PsObject object) {
      return object.typeNames().stream().anyMatch(name -> sameName(name, typeName))
          || namesAnyObject(typeName);
    }
    Optional<PsType> wanted = PsType.find(typeName);
    if (wanted.isEmpty()) {
      return of(value).equalsIgnoreCase(typeName);
    }
    if (value instanceof List<?> && !(value instanceof PsList)) {
      return wanted.get().array()
          ? wanted.get().kind() == PsKind.OBJECT
          : wanted.get().kind() == PsKind.ARRAY || wanted.get().kind() == PsKind.OBJECT;
    }
    return !wanted.get().array()
        && (wanted.get().kind() == PsKind.OBJECT
            || kindOf(value).filter(kind -> kind == wanted.get().kind()).isPresent());
  }

  private static boolean namesAnyObject(String typeName) {
    return PsType.find(typeName).filter(type -> type.equals(PsType.of(PsKind.OBJECT))).isPresent();
  }

  private static boolean sameName(String ours, String asked) {
    return ours.equalsIgnoreCase(asked)
        || PsType.find(asked).filter(type -> type.fullName().equalsIgnoreCase(ours)).isPresent();
  }
}
