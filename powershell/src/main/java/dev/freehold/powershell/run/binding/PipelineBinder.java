package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Property;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Binds one object of a pipeline: the object itself where the type fits, then its properties where
 * their types fit, then both again with conversion.
 */
final class PipelineBinder {

  private final CmdletInfo info;
  private final ParameterSets sets;
  private final Bound call;

  PipelineBinder(CmdletInfo info, ParameterSets sets, Bound call) {
    this.info = info;
    this.sets = sets;
    this.call = call;
  }

  ParameterSets sets() {
    return sets;
  }

  /** Tells whether anything was bound. */
  boolean bind(Object input) {
    boolean any = byValue(input, false);
    any |= byName(input, false);
    any |= byValue(input, true);
    any |= byName(input, true);
    return any;
  }

  private boolean byValue(Object input, boolean convert) {
    boolean any = false;
    for (Parameter parameter : open(Membership::byValue)) {
      any |= sets.allows(parameter) && bindTo(parameter, input, convert);
    }
    return any;
  }

  private boolean byName(Object input, boolean convert) {
    boolean any = false;
    for (Parameter parameter : open(Membership::byPropertyName)) {
      Optional<Property> property = property(parameter, input);
      any |=
          property.isPresent()
              && sets.allows(parameter)
              && bindTo(parameter, property.get().value(), convert);
    }
    return any;
  }

  /** The parameters without a value that take this kind of input in a possible set. */
  private List<Parameter> open(Predicate<Membership> kind) {
    return info.parameters().stream()
        .filter(parameter -> !call.has(parameter.name()))
        .filter(
            parameter ->
                sets.possible().stream()
                    .anyMatch(set -> parameter.membership(set).filter(kind).isPresent()))
        .toList();
  }

  private static Optional<Property> property(Parameter parameter, Object input) {
    Optional<Property> own = Members.find(input, parameter.name());
    return own.isPresent()
        ? own
        : parameter.aliases().stream()
            .flatMap(alias -> Members.find(input, alias).stream())
            .findFirst();
  }

  private boolean bindTo(Parameter parameter, Object value, boolean convert) {
    if (!convert && !parameter.type().accepts(value)) {
      return false;
    }
    try {
      call.put(parameter.name(), ValueBinder.bind(parameter, value, Optional.empty()));
      sets.narrow(parameter);
      return true;
    } catch (ShellException e) {
      if (e.error().id().startsWith("CannotConvert")
          || e.error().id().equals("ParameterArgumentTransformationError")
          || e.error().id().equals("ParameterArgumentValidationErrorNullNotAllowed")) {
        return false;
      }
      throw e;
    }
  }
}
