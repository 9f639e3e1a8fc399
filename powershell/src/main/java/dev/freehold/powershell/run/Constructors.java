package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsCredential;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsList;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.List;
import java.util.Optional;

/** Makes objects of types: {@code [type]::new()} and New-Object. */
public final class Constructors {

  private Constructors() {}

  /**
   * A new object of a type.
   *
   * @return empty if there is no such type, or scripts cannot make an object of it
   * @throws ShellException if the arguments do not make one
   */
  public static Optional<Object> make(String typeName, List<Object> arguments) {
    Optional<PsType> known = PsType.find(typeName).filter(type -> !type.array());
    if (known.isPresent()) {
      return ofKind(known.get().kind(), arguments);
    }
    String type = Statics.fold(typeName);
    if (type.endsWith("exception")) {
      String message = arguments.isEmpty() ? "" : Text.of(arguments.getFirst());
      return Optional.of(
          PsObject.ofType("System." + type, "System.Exception").with("Message", message));
    }
    return Optional.empty();
  }

  private static Optional<Object> ofKind(PsKind kind, List<Object> arguments) {
    boolean none = arguments.isEmpty();
    return switch (kind) {
      case OBJECT, CUSTOM_OBJECT -> Optional.of(PsObject.custom());
      case HASHTABLE -> none ? Optional.of(PsHashtable.unordered()) : Optional.empty();
      case ORDERED -> Optional.of(PsHashtable.ordered());
      case ARRAY_LIST, GENERIC_LIST ->
          Optional.of(
              // A number is how many elements to make room for.
              none || arguments.getFirst() instanceof Integer
                  ? new PsList(kind, List.of())
                  : Conversions.convert(arguments.getFirst(), kind));
      case CREDENTIAL -> Optional.of(credential(arguments));
      case GUID, URI, VERSION, STRING, TIME_SPAN, DATE ->
          arguments.size() == 1
              ? Optional.of(Conversions.convert(arguments.getFirst(), kind))
              : TextStatics.made(kind, arguments);
      case CHAR, BYTE, INT, LONG, DOUBLE, DECIMAL, BOOLEAN, SWITCH -> Optional.empty();
      case DATE_OFFSET, SECURE_STRING, SCRIPT_BLOCK, ARRAY -> Optional.empty();
    };
  }

  private static PsObject credential(List<Object> arguments) {
    if (arguments.size() != 2) {
      throw Errors.runtime(
          "ConstructorNotFound",
          ErrorCategory.INVALID_ARGUMENT,
          "A credential is made of a user name and a secure string.");
    }
    Object password = Conversions.convert(arguments.get(1), PsKind.SECURE_STRING);
    if (!(password instanceof SecureText secret)) {
      throw Errors.runtime(
          "ConstructorNotFound",
          ErrorCategory.INVALID_ARGUMENT,
          "A credential needs a password as a secure string; it was null.");
    }
    return PsCredential.of(Text.of(arguments.getFirst()), secret);
  }
}
