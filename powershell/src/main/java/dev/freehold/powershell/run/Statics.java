package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The static members of types that scripts use: {@code [type]::member}. */
final class Statics {

  /**
   * Settings of a .NET process that old scripts make, and that change nothing here: connections are
   * of TLS 1.2 or later whatever they say.
   */
  private static final Pattern IGNORED =
      Pattern.compile("net\\.servicepointmanager|console|console.*|net\\.webrequest");

  private Statics() {}

  static String fold(String typeName) {
    String folded = Scope.fold(typeName);
    return folded.startsWith("system.") ? folded.substring("system.".length()) : folded;
  }

  /** The value of a static property; null if there is none. */
  static Object property(String typeName, String name, Context context) {
    return StaticValues.of(fold(typeName), Scope.fold(name), name, context.session());
  }

  /** Sets a static property; all that can be set are without effect. */
  static void set(String typeName, String name) {
    if (!IGNORED.matcher(fold(typeName)).matches()) {
      throw Errors.runtime(
          "PropertyNotFound",
          ErrorCategory.INVALID_OPERATION,
          ("The property '%s' cannot be found on this object. Verify that the property exists and"
                  + " can be set.")
              .formatted(name));
    }
  }

  /** Calls a static method. */
  static Object invoke(String typeName, String name, List<Object> arguments, Session session) {
    String type = fold(typeName);
    if (name.equalsIgnoreCase("new")) {
      Optional<Object> made = Constructors.make(typeName, arguments);
      if (made.isPresent()) {
        return made.get();
      }
    }
    return switch (type) {
      case "math" -> MathStatics.invoke(name, arguments);
      case "io.file", "io.path", "io.directory" ->
          FileStatics.invoke(type, name, arguments, session);
      default -> TextStatics.invoke(type, name, arguments, session);
    };
  }

  static ShellException noMethod(String type, String name) {
    return Errors.runtime(
        "MethodNotFound",
        ErrorCategory.INVALID_OPERATION,
        "Method invocation failed because [%s] does not contain a method named '%s'."
            .formatted(type, name));
  }
}
