package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one argument the value of a parameter: conversion, then validation. */
final class ValueBinder {

  private static final String NOT_SHOWN =
      "The argument breaks a rule of the parameter; it is not shown because it may be a secret.";

  private static final String BYTES = "System.Byte[]";

  private ValueBinder() {}

  /**
   * The value to bind.
   *
   * @param written how the script has a number, which a parameter for strings takes instead
   */
  static Object bind(Parameter parameter, Object value, Optional<String> written) {
    Object given = written.isPresent() && wantsText(parameter) ? written.get() : value;
    requireNotEmpty(parameter, given);
    Object converted = convert(parameter, given);
    for (Validation rule : parameter.validations()) {
      rule.problem(converted)
          .ifPresent(
              why -> {
                throw parameter.isSecret()
                    ? BindingErrors.ofSecret(
                        BindingErrors.notValid(parameter, NOT_SHOWN), converted)
                    : BindingErrors.notValid(parameter, why);
              });
    }
    return converted;
  }

  private static boolean wantsText(Parameter parameter) {
    String type = parameter.type().fullName();
    return type.equals(PsKind.STRING.fullName())
        || type.equals(PsKind.STRING.fullName() + "[]")
        || type.equals(PsKind.GUID.fullName())
        || type.equals(PsKind.URI.fullName());
  }

  private static Object convert(Parameter parameter, Object value) {
    ArgumentType type = parameter.type();
    if (type.accepts(value)) {
      return value;
    }
    try {
      return type.convert(value);
    } catch (ValueException e) {
      if (parameter.isSecret() && !type.fullName().equals(PsKind.BOOLEAN.fullName())) {
        throw BindingErrors.ofSecret(
            BindingErrors.cannotBind(parameter, secretNotOf(type, value)), value);
      }
      if (type.fullName().equals(PsKind.BOOLEAN.fullName())) {
        throw BindingErrors.cannotTransform(parameter, e.getMessage());
      }
      if (!type.isCollection() && Elements.isCollection(value)) {
        throw BindingErrors.cannotConvert(parameter, TypeNames.of(value), e.getMessage());
      }
      throw BindingErrors.cannotBind(parameter, e.getMessage());
    }
  }

  private static String secretNotOf(ArgumentType type, Object value) {
    String problem =
        "Cannot convert a value of type \"%s\" to type \"%s\"."
            .formatted(TypeNames.of(value), type.fullName());
    return problem + advice(type.fullName());
  }

  /** What to give instead, since the message does not say what was given. */
  private static String advice(String typeName) {
    if (typeName.equals(PsKind.SECURE_STRING.fullName())) {
      return " Use Read-Host -AsSecureString, or ConvertTo-SecureString.";
    }
    if (typeName.equals(PsKind.CREDENTIAL.fullName())) {
      return " Use Get-Credential.";
    }
    return typeName.equals(BYTES) ? " Use [System.IO.File]::ReadAllBytes(\"path\")." : "";
  }

  private static void requireNotEmpty(Parameter parameter, Object value) {
    if (parameter.isEmptyAllowed() || !parameter.isMandatoryAnywhere()) {
      return;
    }
    if (value == null) {
      throw BindingErrors.empty(parameter, "Null", "null");
    }
    if (value instanceof String text && text.isEmpty()) {
      throw BindingErrors.empty(parameter, "EmptyString", "an empty string");
    }
    if (value instanceof List<?> list && list.isEmpty()) {
      throw BindingErrors.empty(parameter, "EmptyArray", "an empty array");
    }
  }

  /** Puts arguments together for a parameter that takes all that is left. */
  static Object together(List<RawArgument> arguments) {
    List<Object> values = new ArrayList<>();
    for (RawArgument argument : arguments) {
      values.add(argument.value());
    }
    return values.size() == 1 ? values.getFirst() : values;
  }
}
