package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.secret.Sensitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Binds the arguments of one call to parameters: first those of the command line, then, for each
 * object of the pipeline, those that the object provides. Not for several threads.
 */
public final class Binder {

  private final CmdletInfo info;
  private final ParameterNames names;
  private final ParameterSets sets;
  private final Bound bound = new Bound();

  private Binder(CmdletInfo info) {
    this.info = info;
    names = new ParameterNames(info);
    sets = new ParameterSets(info);
  }

  /**
   * Binds what the command line gives.
   *
   * @throws ShellException with one of PowerShell's binding errors
   */
  public static Binder bind(CmdletInfo info, List<RawArgument> arguments) {
    Binder binder = new Binder(info);
    binder.bindPositional(binder.bindNamed(arguments));
    return binder;
  }

  /** What the command line gave, common parameters included. */
  public Bound bound() {
    return bound;
  }

  /**
   * Ends the binding of a call that takes nothing from a pipeline.
   *
   * @param ask gives a value for a mandatory parameter that has none; what it gives may be null if
   *     there is nobody to ask
   * @throws ShellException if a mandatory parameter lacks
   */
  public Bound complete(Function<Parameter, Object> ask) {
    return finish(bound.copy(), sets, ask);
  }

  /**
   * Binds an object of the pipeline.
   *
   * @throws ShellException if it binds to nothing or a mandatory parameter still lacks
   */
  public Bound bindInput(Object input) {
    Bound call = bound.copy();
    PipelineBinder pipeline = new PipelineBinder(info, sets.copy(), call);
    if (!pipeline.bind(input)) {
      throw BindingErrors.inputNotBound();
    }
    return finish(call, pipeline.sets(), parameter -> null);
  }

  /** Tells whether any parameter without a value takes objects of the pipeline. */
  public boolean takesInput() {
    return info.parameters().stream()
        .anyMatch(
            parameter ->
                !bound.has(parameter.name())
                    && sets.possible().stream()
                        .anyMatch(
                            set ->
                                parameter
                                    .membership(set)
                                    .filter(Membership::takesPipeline)
                                    .isPresent()));
  }

  private Bound finish(Bound call, ParameterSets left, Function<Parameter, Object> ask) {
    String set = left.resolve(call);
    List<String> missing = new ArrayList<>();
    for (String name : left.missing(set, call)) {
      Parameter parameter = names.find(name);
      Object answer = ask.apply(parameter);
      if (answer == null) {
        missing.add(name);
      } else {
        call.put(name, ValueBinder.bind(parameter, answer, Optional.empty()));
      }
    }
    if (!missing.isEmpty()) {
      throw BindingErrors.missingMandatory(missing);
    }
    call.choose(set);
    return call;
  }

  /** Binds what has a name and gives what has none. */
  private List<RawArgument> bindNamed(List<RawArgument> arguments) {
    List<RawArgument> positional = new ArrayList<>();
    for (int at = 0; at < arguments.size(); at++) {
      RawArgument argument = arguments.get(at);
      if (argument.name().isEmpty()) {
        positional.add(argument);
        continue;
      }
      Parameter parameter = names.find(argument.name().get());
      if (bound.has(parameter.name())) {
        throw BindingErrors.alreadyBound(parameter);
      }
      if (argument.given()) {
        set(parameter, argument);
      } else if (parameter.type().isSwitch()) {
        set(parameter, RawArgument.positional(true, Optional.empty()));
      } else if (at + 1 < arguments.size() && arguments.get(at + 1).name().isEmpty()) {
        at++;
        set(parameter, arguments.get(at));
      } else {
        throw BindingErrors.missingArgument(parameter);
      }
    }
    return positional;
  }

  private void set(Parameter parameter, RawArgument argument) {
    bound.put(parameter.name(), ValueBinder.bind(parameter, argument.value(), argument.written()));
    if (!names.isCommon(parameter)) {
      sets.narrow(parameter);
    }
  }

  private void bindPositional(List<RawArgument> arguments) {
    int next = 0;
    for (int position : positions()) {
      if (next == arguments.size()) {
        return;
      }
      List<Parameter> candidates = at(position);
      if (!candidates.isEmpty()) {
        bindFirst(candidates, arguments.get(next));
        next++;
      }
    }
    if (next == arguments.size()) {
      return;
    }
    List<RawArgument> left = arguments.subList(next, arguments.size());
    Parameter rest = remaining().orElseThrow(() -> notFound(left.getFirst()));
    set(rest, RawArgument.positional(ValueBinder.together(left), left.getFirst().written()));
  }

  private ShellException notFound(RawArgument argument) {
    if (info.parameters().stream().anyMatch(Parameter::isSecret)) {
      // It may well be a password without the name of its parameter.
      return BindingErrors.ofSecret(
          BindingErrors.positionalNotFound(Sensitive.MASK), argument.value());
    }
    return BindingErrors.positionalNotFound(
        argument.written().<Object>map(text -> text).orElse(argument.value()));
  }

  private List<Integer> positions() {
    return info.parameters().stream()
        .flatMap(parameter -> parameter.memberships().stream())
        .filter(membership -> !membership.remaining())
        .map(Membership::position)
        .filter(position -> position >= 0)
        .distinct()
        .sorted()
        .toList();
  }

  /** The parameters without a value at a position, those of the default set first. */
  private List<Parameter> at(int position) {
    List<Parameter> found = new ArrayList<>();
    for (String set : sets.possible()) {
      for (Parameter parameter : info.parameters()) {
        boolean here =
            parameter
                .membership(set)
                .filter(each -> each.position() == position && !each.remaining())
                .isPresent();
        if (here && !bound.has(parameter.name()) && !found.contains(parameter)) {
          found.add(parameter);
        }
      }
    }
    return found;
  }

  /** Binds to the first parameter whose type the value has, else to the first it converts to. */
  private void bindFirst(List<Parameter> candidates, RawArgument argument) {
    for (Parameter parameter : candidates) {
      if (parameter.type().accepts(argument.value())) {
        set(parameter, argument);
        return;
      }
    }
    ShellException first = null;
    for (Parameter parameter : candidates) {
      try {
        set(parameter, argument);
        return;
      } catch (ShellException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? notFound(argument) : first;
  }

  private Optional<Parameter> remaining() {
    return info.parameters().stream()
        .filter(parameter -> !bound.has(parameter.name()))
        .filter(
            parameter ->
                sets.possible().stream()
                    .anyMatch(
                        set -> parameter.membership(set).filter(Membership::remaining).isPresent()))
        .findFirst();
  }
}
