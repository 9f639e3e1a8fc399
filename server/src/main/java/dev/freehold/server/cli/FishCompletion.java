package dev.freehold.server.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each command and each option, with what help says of it. */
final class FishCompletion {

  private final StringBuilder script = new StringBuilder("complete -c freehold -f\n");

  private FishCompletion() {}

  static String of(CommandSpec root) {
    FishCompletion completion = new FishCompletion();
    completion.add(root, List.of());
    return completion.script.toString();
  }

  private void add(CommandSpec command, List<String> path) {
    List<CommandLine> commands =
        command.subcommands().values().stream()
            .filter(each -> !each.getCommandSpec().usageMessage().hidden())
            .toList();
    String names =
        String.join(" ", commands.stream().map(each -> each.getCommandSpec().name()).toList());
    for (CommandLine each : commands) {
      CommandSpec spec = each.getCommandSpec();
      String other = names.isEmpty() ? "" : "; and not __fish_seen_subcommand_from " + names;
      line(condition(path) + other, "-a " + spec.name(), spec.usageMessage().description());
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(condition(path), flags(option), option.description());
      }
    }
    for (CommandLine each : commands) {
      List<String> below = new ArrayList<>(path);
      below.add(each.getCommandSpec().name());
      add(each.getCommandSpec(), below);
    }
  }

  /** True where all commands of a path were given. */
  private static String condition(List<String> path) {
    return path.isEmpty()
        ? "true"
        : String.join(
            "; and ", path.stream().map(name -> "__fish_seen_subcommand_from " + name).toList());
  }

  private static String flags(OptionSpec option) {
    StringBuilder flags = new StringBuilder();
    for (String name : option.names()) {
      String own = name.startsWith("--") ? "-l " + name.substring(2) : shortFlag(name);
      flags.append(flags.isEmpty() ? "" : " ").append(own);
    }
    List<String> values = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(values::add);
    }
    if (!values.isEmpty()) {
      return flags + " -x -a '" + String.join(" ", values).toLowerCase(java.util.Locale.ROOT) + "'";
    }
    return option.arity().max() > 0 ? flags + " -r -F" : flags.toString();
  }

  /** One letter behind one dash, or a whole word as PowerShell's options have. */
  private static String shortFlag(String name) {
    return (name.length() == 2 ? "-s " : "-o ") + name.substring(1);
  }

  private void line(String condition, String what, String[] description) {
    String text = String.join(" ", description);
    int sentence = text.indexOf(". ");
    String first = sentence < 0 ? text : text.substring(0, sentence);
    script
        .append("complete -c freehold -n '")
        .append(condition)
        .append("' ")
        .append(what)
        .append(" -d '")
        .append(first.replace("\\", "\\\\").replace("'", "\\'"))
        .append("'\n");
  }
}
