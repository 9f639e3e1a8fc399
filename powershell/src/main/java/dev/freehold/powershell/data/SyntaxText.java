package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Membership;
import dev.freehold.powershell.run.binding.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** How a cmdlet is called: one line for each parameter set. */
final class SyntaxText {

  private record Placed(Parameter parameter, Membership membership) {

    /** Parameters with a place first, in their order; then those that must be given. */
    private static final Comparator<Placed> ORDER =
        Comparator.comparing((Placed each) -> each.membership().position() < 0)
            .thenComparingInt(each -> each.membership().position())
            .thenComparing(each -> !each.membership().mandatory());
  }

  private SyntaxText() {}

  static List<String> of(CmdletInfo info) {
    return info.sets().stream().map(set -> line(info, set)).toList();
  }

  /** The type of a parameter as syntax names it; empty for a switch. */
  static String typeName(Parameter parameter) {
    String full = parameter.type().fullName();
    return parameter.type().isSwitch() ? "" : full.substring(full.lastIndexOf('.') + 1);
  }

  /** What a parameter is in one set, if it is in it. */
  static Optional<Membership> membership(Parameter parameter, String set) {
    return parameter.memberships().stream()
        .filter(each -> each.set().equals(Membership.ALL) || each.set().equals(set))
        .findFirst();
  }

  private static String line(CmdletInfo info, String set) {
    List<Placed> placed = new ArrayList<>();
    for (Parameter parameter : info.parameters()) {
      membership(parameter, set)
          .ifPresent(membership -> placed.add(new Placed(parameter, membership)));
    }
    placed.sort(Placed.ORDER);
    StringJoiner line = new StringJoiner(" ");
    line.add(info.name());
    placed.forEach(each -> line.add(parameter(each)));
    if (info.impact().isPresent()) {
      line.add("[-WhatIf]").add("[-Confirm]");
    }
    return line.add("[<CommonParameters>]").toString();
  }

  private static String parameter(Placed placed) {
    String name = "-" + placed.parameter().name();
    String type = typeName(placed.parameter());
    if (placed.membership().position() >= 0 && !type.isEmpty()) {
      name = "[" + name + "]";
    }
    String whole = type.isEmpty() ? name : name + " <" + type + ">";
    return placed.membership().mandatory() ? whole : "[" + whole + "]";
  }
}
