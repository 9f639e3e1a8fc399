package dev.freehold.powershell.run.binding;

import java.util.ArrayList;
import java.util.List;

/** The parameter sets that are still possible for a call. */
final class ParameterSets {

  private final CmdletInfo info;
  private List<String> possible;

  ParameterSets(CmdletInfo info) {
    this.info = info;
    possible = info.sets();
  }

  private ParameterSets(CmdletInfo info, List<String> possible) {
    this.info = info;
    this.possible = possible;
  }

  ParameterSets copy() {
    return new ParameterSets(info, possible);
  }

  /** The sets, the default one first if it is among them. */
  List<String> possible() {
    return possible;
  }

  boolean allows(Parameter parameter) {
    return possible.stream().anyMatch(set -> parameter.membership(set).isPresent());
  }

  /** Leaves only sets that have a parameter. */
  void narrow(Parameter parameter) {
    List<String> left =
        possible.stream().filter(set -> parameter.membership(set).isPresent()).toList();
    if (left.isEmpty()) {
      throw BindingErrors.ambiguousSet();
    }
    possible = left;
  }

  /** The mandatory parameters of a set that have no value. */
  List<String> missing(String set, Bound bound) {
    List<String> missing = new ArrayList<>();
    for (Parameter parameter : info.parameters()) {
      boolean wanted = parameter.membership(set).filter(Membership::mandatory).isPresent();
      if (wanted && !bound.has(parameter.name())) {
        missing.add(parameter.name());
      }
    }
    return missing;
  }

  /**
   * The set of the call: the default one if nothing lacks, else the only one where nothing lacks,
   * else the default one or the only one that is left, whatever it lacks.
   */
  String resolve(Bound bound) {
    List<String> complete = possible.stream().filter(set -> missing(set, bound).isEmpty()).toList();
    boolean hasDefault = !info.defaultSet().isEmpty() && possible.contains(info.defaultSet());
    if (complete.size() == 1) {
      return complete.getFirst();
    }
    if (hasDefault && (complete.isEmpty() || complete.contains(info.defaultSet()))) {
      return info.defaultSet();
    }
    if (possible.size() == 1) {
      return possible.getFirst();
    }
    throw BindingErrors.ambiguousSet();
  }
}
