package dev.freehold.powershell.complete;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.CommonParameters;
import dev.freehold.powershell.run.binding.Membership;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the arguments that were typed before the cursor fall to a command's parameters. */
final class CallSoFar {

  private final CmdletInfo info;
  private final Situation situation;
  private final Map<Parameter, String> given = new LinkedHashMap<>();
  private Optional<Parameter> waiting = Optional.empty();
  private int positional;
  private boolean afterComma;
  private Optional<Parameter> last = Optional.empty();

  CallSoFar(CmdletInfo info, Situation situation) {
    this.info = info;
    this.situation = situation;
    situation.arguments().forEach(this::take);
  }

  private void take(Token token) {
    String text = situation.text(token);
    if (token.kind() == TokenKind.OPERATOR) {
      afterComma = text.equals(",");
      return;
    }
    if (token.kind() == TokenKind.PARAMETER) {
      boolean colon = text.endsWith(":");
      Optional<Parameter> named = find(text.substring(1, text.length() - (colon ? 1 : 0)));
      named.ifPresent(parameter -> given.put(parameter, ""));
      waiting = named.filter(parameter -> colon || !parameter.type().isSwitch());
    } else if (!afterComma) {
      last = waiting.or(() -> byPosition(positional++));
      last.ifPresent(parameter -> given.put(parameter, Quoting.content(text)));
      waiting = Optional.empty();
    }
    afterComma = false;
  }

  /** The parameter whose value stands at the cursor. */
  Optional<Parameter> current() {
    if (afterComma) {
      return last;
    }
    return waiting.or(() -> byPosition(positional));
  }

  /** Tells whether a parameter's value must follow. */
  boolean isWaiting() {
    return waiting.isPresent() || afterComma;
  }

  /** The parameters that can still be given, in the cmdlet's order, common ones last. */
  List<Parameter> possible() {
    List<String> sets = sets();
    return all().stream()
        .filter(parameter -> !given.containsKey(parameter))
        .filter(parameter -> sets.stream().anyMatch(set -> isIn(parameter, set)))
        .toList();
  }

  /** What is given for a parameter of a name as plain text; else empty. */
  String text(String parameterName) {
    return given.entrySet().stream()
        .filter(entry -> entry.getKey().name().equalsIgnoreCase(parameterName))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private List<Parameter> all() {
    List<Parameter> all = new ArrayList<>(info.parameters());
    all.addAll(CommonParameters.of(info));
    return all;
  }

  /** The sets that all parameters given so far are in; all sets if those contradict each other. */
  private List<String> sets() {
    List<String> left =
        info.sets().stream()
            .filter(set -> given.keySet().stream().allMatch(parameter -> isIn(parameter, set)))
            .toList();
    return left.isEmpty() ? info.sets() : left;
  }

  private static boolean isIn(Parameter parameter, String set) {
    return parameter.memberships().stream()
        .map(Membership::set)
        .anyMatch(own -> own.equals(Membership.ALL) || own.equals(set));
  }

  private Optional<Parameter> find(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    List<Parameter> starting =
        all().stream()
            .filter(parameter -> parameter.name().toLowerCase(Locale.ROOT).startsWith(folded))
            .toList();
    return all().stream()
        .filter(
            parameter ->
                parameter.name().equalsIgnoreCase(name)
                    || parameter.aliases().stream().anyMatch(name::equalsIgnoreCase))
        .findFirst()
        .or(() -> starting.stream().findFirst());
  }

  private Optional<Parameter> byPosition(int index) {
    List<String> sets = sets();
    List<Parameter> open =
        info.parameters().stream()
            .filter(parameter -> position(parameter, sets) < Integer.MAX_VALUE)
            .sorted(Comparator.comparingInt(parameter -> position(parameter, sets)))
            .toList();
    return index < open.size() ? Optional.of(open.get(index)) : Optional.empty();
  }

  private static int position(Parameter parameter, List<String> sets) {
    return parameter.memberships().stream()
        .filter(
            membership ->
                membership.set().equals(Membership.ALL) || sets.contains(membership.set()))
        .mapToInt(Membership::position)
        .filter(position -> position >= 0)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
