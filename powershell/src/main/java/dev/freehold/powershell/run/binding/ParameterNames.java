package dev.freehold.powershell.run.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds parameters by what a script calls them: exactly, by an alias, or abbreviated. */
final class ParameterNames {

  private final List<Parameter> own;
  private final List<Parameter> common;

  ParameterNames(CmdletInfo info) {
    own = info.parameters();
    common = CommonParameters.of(info);
  }

  /** The cmdlet's own parameters and the common ones. */
  List<Parameter> all() {
    List<Parameter> all = new ArrayList<>(own);
    all.addAll(common);
    return all;
  }

  boolean isCommon(Parameter parameter) {
    return common.contains(parameter);
  }

  /** Finds the parameter that a name means; the cmdlet's own go before common ones. */
  Parameter find(String name) {
    for (Parameter parameter : all()) {
      if (parameter.isNamed(name)) {
        return parameter;
      }
    }
    List<Parameter> matches = all().stream().filter(each -> starts(each, name)).toList();
    if (matches.isEmpty()) {
      throw BindingErrors.notFound(name);
    }
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    List<Parameter> ownMatches = matches.stream().filter(each -> !isCommon(each)).toList();
    if (ownMatches.size() == 1) {
      return ownMatches.getFirst();
    }
    throw BindingErrors.ambiguous(name, matches);
  }

  private static boolean starts(Parameter parameter, String prefix) {
    String folded = prefix.toLowerCase(Locale.ROOT);
    return parameter.name().toLowerCase(Locale.ROOT).startsWith(folded)
        || parameter.aliases().stream()
            .anyMatch(alias -> alias.toLowerCase(Locale.ROOT).startsWith(folded));
  }
}
