package dev.freehold.powershell.data;

import dev.freehold.powershell.data.HelpText.Detail;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Membership;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Get-Help: a page for one cmdlet, a table for several. */
final class HelpCmdlet {

  private final DataHost host;

  HelpCmdlet(DataHost host) {
    this.host = host;
  }

  CmdletInfo info() {
    return CmdletInfo.named("Get-Help")
        .module("Microsoft.PowerShell.Core")
        .alias("help", "man")
        .synopsis("Shows what a command does and how to call it.")
        .with(
            Parameter.text("Name").at(0).byPropertyName(),
            Parameter.text("Parameter"),
            Parameter.flag("Full"),
            Parameter.flag("Detailed"),
            Parameter.flag("Examples"),
            Parameter.flag("Online"))
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    String name = call.bound().text("Name").orElse("*");
    List<CmdletInfo> known = new ArrayList<>(host.cmdlets());
    if (call instanceof ScriptCall script) {
      known.addAll(script.functions());
    }
    List<CmdletInfo> found =
        known.stream()
            .filter(info -> isNamed(info, name))
            .sorted(Comparator.comparing(CmdletInfo::name, String.CASE_INSENSITIVE_ORDER))
            .toList();
    if (found.isEmpty()) {
      call.error(notFound(name));
    } else if (found.size() == 1) {
      writePage(call, topic(found.getFirst()));
    } else {
      found.forEach(info -> call.write(row(info)));
    }
  }

  private static void writePage(Invocation call, HelpTopic topic) {
    Bound bound = call.bound();
    List<String> lines =
        bound.has("Parameter")
            ? HelpText.ofParameters(topic, bound.text("Parameter").orElse("*"))
            : HelpText.of(topic, detail(bound));
    if (lines.isEmpty()) {
      call.error(
          ShellError.of(
              "NoMatchingParameter",
              ErrorCategory.OBJECT_NOT_FOUND,
              "No parameter matches criteria %s.".formatted(bound.text("Parameter").orElse(""))));
      return;
    }
    call.write(String.join("\n", lines));
  }

  private static Detail detail(Bound bound) {
    if (bound.flag("Full")) {
      return Detail.FULL;
    }
    if (bound.flag("Examples")) {
      return Detail.EXAMPLES;
    }
    return bound.flag("Detailed") ? Detail.DETAILED : Detail.BRIEF;
  }

  private static boolean isNamed(CmdletInfo info, String name) {
    return Wildcard.of(name).matches(info.name())
        || info.aliases().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static PsObject row(CmdletInfo info) {
    return PsObject.ofType("HelpInfoShort")
        .with("Name", info.name())
        .with("Category", "Cmdlet")
        .with("Module", info.module())
        .with("Synopsis", info.synopsis());
  }

  private static HelpTopic topic(CmdletInfo info) {
    HelpPages pages = HelpPages.of(info);
    List<HelpTopic.Example> examples = new ArrayList<>();
    info.examples()
        .forEach(each -> examples.add(new HelpTopic.Example(each.code(), each.remarks())));
    examples.addAll(pages.examples(info.name()));
    return new HelpTopic(
        info.name(),
        info.synopsis(),
        SyntaxText.of(info),
        info.description().isEmpty() ? info.synopsis() : info.description(),
        info.parameters().stream()
            .map(each -> parameter(each, pages.parameter(info.name(), each.name())))
            .toList(),
        examples,
        List.of());
  }

  private static HelpTopic.Parameter parameter(Parameter parameter, String written) {
    Membership first = parameter.memberships().getFirst();
    return new HelpTopic.Parameter(
        parameter.name(),
        SyntaxText.typeName(parameter),
        Stream.of(
                written,
                parameter.aliases().isEmpty()
                    ? ""
                    : "Also named " + String.join(", ", parameter.aliases()) + ".")
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n")),
        first.mandatory(),
        first.position(),
        pipeline(first),
        false);
  }

  private static String pipeline(Membership membership) {
    if (membership.byValue()) {
      return membership.byPropertyName() ? "True (ByValue, ByPropertyName)" : "True (ByValue)";
    }
    return membership.byPropertyName() ? "True (ByPropertyName)" : "false";
  }

  private static ShellError notFound(String name) {
    return ShellError.of(
        "HelpNotFound",
        ErrorCategory.OBJECT_NOT_FOUND,
        "Get-Help could not find %s in a help file in this session.".formatted(name));
  }
}
