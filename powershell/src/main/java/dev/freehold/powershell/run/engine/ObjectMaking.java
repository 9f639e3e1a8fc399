package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.Constructors;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** New-Object, New-Guid and New-TimeSpan. */
final class ObjectMaking {

  private static final Clock CLOCK = Clock.systemUTC();

  private ObjectMaking() {}

  static List<CmdletInfo> all() {
    return List.of(
        utility("New-Object", "Makes an object of a type.")
            .with(
                Parameter.text("TypeName").mandatory().at(0),
                Parameter.of("ArgumentList", ArgumentTypes.of(PsType.arrayOf(PsKind.OBJECT)))
                    .alias("Args")
                    .at(1),
                Parameter.of("Property", PsKind.HASHTABLE))
            .does(() -> ObjectMaking::object),
        utility("New-Guid", "Makes a new GUID.")
            .writes(PsKind.GUID.fullName())
            .does(() -> call -> call.write(UUID.randomUUID())),
        utility("New-TimeSpan", "Makes a span of time.")
            .with(
                Parameter.of("Start", PsKind.DATE).at(0).byValue(),
                Parameter.of("End", PsKind.DATE).at(1),
                Parameter.of("Days", PsKind.INT),
                Parameter.of("Hours", PsKind.INT),
                Parameter.of("Minutes", PsKind.INT),
                Parameter.of("Seconds", PsKind.INT))
            .writes(PsKind.TIME_SPAN.fullName())
            .does(() -> ObjectMaking::span));
  }

  private static CmdletInfo.Builder utility(String name, String synopsis) {
    return CmdletInfo.named(name).module(EngineCmdlets.UTILITY).synopsis(synopsis);
  }

  private static void object(Invocation call) {
    String type = call.bound().text("TypeName").orElseThrow();
    List<Object> arguments =
        call.bound().has("ArgumentList")
            ? Elements.of(call.bound().value("ArgumentList"))
            : List.of();
    Object made = Constructors.make(type, arguments).orElseThrow(() -> cannot(type));
    if (call.bound().value("Property") instanceof PsHashtable properties) {
      if (!(made instanceof PsObject object)) {
        throw cannot(type);
      }
      properties.keys().forEach(key -> object.with(Text.of(key), properties.get(key)));
    }
    call.writeWhole(made);
  }

  private static ShellException cannot(String type) {
    return ShellException.ofStatement(
        ShellError.of(
                "TypeNotFound",
                ErrorCategory.INVALID_ARGUMENT,
                ("Cannot find type [%s]: this shell makes PSObject, PSCredential, Hashtable,"
                        + " ArrayList, List and values such as Uri or Version.")
                    .formatted(type))
            .withException("System.Management.Automation.PSArgumentException"));
  }

  private static void span(Invocation call) {
    Bound bound = call.bound();
    if (bound.has("Start") || bound.has("End")) {
      Instant now = CLOCK.instant();
      Instant start = bound.has("Start") ? Conversions.toDate(bound.value("Start")) : now;
      Instant end = bound.has("End") ? Conversions.toDate(bound.value("End")) : now;
      call.write(Duration.between(start, end));
      return;
    }
    call.write(
        Duration.ofDays(number(bound, "Days"))
            .plusHours(number(bound, "Hours"))
            .plusMinutes(number(bound, "Minutes"))
            .plusSeconds(number(bound, "Seconds")));
  }

  private static int number(Bound bound, String name) {
    return bound.value(name) instanceof Integer number ? number : 0;
  }
}
