package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Why arguments do not bind, in PowerShell's words. */
final class BindingErrors {

  private BindingErrors() {}

  static ShellException notFound(String name) {
    return error(
        "NamedParameterNotFound",
        "A parameter cannot be found that matches parameter name '%s'.".formatted(name));
  }

  static ShellException positionalNotFound(Object value) {
    return error(
        "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument '%s'."
            .formatted(Text.of(value)));
  }

  static ShellException missingArgument(Parameter parameter) {
    return error(
        "MissingArgument",
        "Missing an argument for parameter '%s'. Specify a parameter of type '%s' and try again."
            .formatted(parameter.name(), parameter.type().fullName()));
  }

  static ShellException ambiguous(String name, List<Parameter> matches) {
    return error(
        "AmbiguousParameter",
        ("Parameter cannot be processed because the parameter name '%s' is ambiguous. Possible"
                + " matches include:%s.")
            .formatted(
                name,
                matches.stream().map(each -> " -" + each.name()).collect(Collectors.joining())));
  }

  static ShellException ambiguousSet() {
    return error(
        "AmbiguousParameterSet",
        "Parameter set cannot be resolved using the specified named parameters. One or more"
            + " parameters issued cannot be used together or an insufficient number of parameters"
            + " were provided.");
  }

  static ShellException missingMandatory(List<String> names) {
    return error(
        "MissingMandatoryParameter",
        "Cannot process command because of one or more missing mandatory parameters: %s."
            .formatted(String.join(" ", names)));
  }

  static ShellException alreadyBound(Parameter parameter) {
    return error(
        "ParameterAlreadyBound",
        ("Cannot bind parameter because parameter '%s' is specified more than once. To provide"
                + " multiple values to parameters that can accept multiple values, use the array"
                + " syntax. For example, \"-parameter value1,value2,value3\".")
            .formatted(parameter.name()));
  }

  static ShellException cannotConvert(Parameter parameter, Object value, String why) {
    return error(
        "CannotConvertArgument",
        "Cannot convert '%s' to the type '%s' required by parameter '%s'. %s"
            .formatted(Text.of(value), parameter.type().fullName(), parameter.name(), why));
  }

  static ShellException cannotBind(Parameter parameter, String why) {
    return error(
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter '%s'. %s".formatted(parameter.name(), why));
  }

  static ShellException cannotTransform(Parameter parameter, String why) {
    return data(
        "ParameterArgumentTransformationError",
        "Cannot process argument transformation on parameter '%s'. %s"
            .formatted(parameter.name(), why));
  }

  static ShellException notValid(Parameter parameter, String why) {
    return data(
        "ParameterArgumentValidationError",
        "Cannot validate argument on parameter '%s'. %s".formatted(parameter.name(), why));
  }

  /** An empty value for a parameter that must have one. */
  static ShellException empty(Parameter parameter, String kind, String what) {
    return data(
        "ParameterArgumentValidationError%sNotAllowed".formatted(kind),
        "Cannot bind argument to parameter '%s' because it is %s."
            .formatted(parameter.name(), what));
  }

  /**
   * An error about what may be a secret. Only here is the value the target, so that the session can
   * learn it, and keep it out of the line that it shows as well.
   */
  static ShellException ofSecret(ShellException refusal, Object value) {
    return value instanceof String
        ? refusal.with(refusal.error().about(new SecretArgument(Text.of(value))))
        : refusal;
  }

  static ShellException inputNotBound() {
    return error(
        "InputObjectNotBound",
        "The input object cannot be bound to any parameters for the command either because the"
            + " command does not take pipeline input or the input and its properties do not match"
            + " any of the parameters that take pipeline input.");
  }

  private static ShellException error(String id, String message) {
    return error(id, ErrorCategory.INVALID_ARGUMENT, message);
  }

  private static ShellException data(String id, String message) {
    return error(id, ErrorCategory.INVALID_DATA, message);
  }

  private static ShellException error(String id, ErrorCategory category, String message) {
    return ShellException.ofStatement(
        ShellError.of(id, category, message)
            .withException("System.Management.Automation.ParameterBindingException"));
  }
}
