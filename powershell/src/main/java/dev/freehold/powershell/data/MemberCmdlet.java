package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import java.util.Locale;

/** Add-Member: gives objects more properties. */
final class MemberCmdlet {

  static final CmdletInfo INFO =
      CmdletInfo.named("Add-Member")
          .module(Arguments.UTILITY)
          .synopsis("Adds properties to objects.")
          .with(
              Parameter.any("InputObject").mandatory().byValue(),
              Parameter.any("MemberType").alias("Type").at(0),
              Parameter.any("Name").at(1),
              Parameter.any("Value").at(2),
              Parameter.text("NotePropertyName"),
              Parameter.any("NotePropertyValue"),
              Parameter.any("NotePropertyMembers"),
              Parameter.text("TypeName"),
              Parameter.flag("Force"),
              Parameter.flag("PassThru"))
          .does(() -> MemberCmdlet::process);

  private MemberCmdlet() {}

  private static void process(Invocation call) {
    Bound bound = call.bound();
    Object target = bound.value("InputObject");
    if (!(target instanceof PsObject object)) {
      throw refused(
          "CannotAddMembers",
          "Members can be added to objects; this is a value of the type %s."
              .formatted(TypeNames.of(target)));
    }
    Object first = bound.value("MemberType");
    if (bound.value("NotePropertyMembers") instanceof PsHashtable members) {
      addAll(call, object, members);
    } else if (first instanceof PsHashtable members) {
      addAll(call, object, members);
    } else if (bound.has("NotePropertyName")) {
      add(
          call,
          object,
          bound.text("NotePropertyName").orElse(""),
          bound.value("NotePropertyValue"));
    } else {
      typed(call, object, Text.of(first));
    }
    if (bound.flag("PassThru")) {
      call.write(object);
    }
  }

  /** A kind of member with its name and value, or a name and value alone. */
  private static void typed(Invocation call, PsObject object, String first) {
    Bound bound = call.bound();
    switch (first.toLowerCase(Locale.ROOT)) {
      case "noteproperty" -> add(call, object, Text.of(bound.value("Name")), bound.value("Value"));
      case "aliasproperty" ->
          add(
              call,
              object,
              Text.of(bound.value("Name")),
              object.get(Text.of(bound.value("Value"))));
      case "scriptproperty", "scriptmethod", "codeproperty", "codemethod", "method", "property" ->
          throw refused(
              "MemberTypeNotSupported",
              "Members of the type %s are not part of this shell; use NoteProperty."
                  .formatted(first));
      default -> add(call, object, first, bound.value("Name"));
    }
  }

  private static void addAll(Invocation call, PsObject object, PsHashtable members) {
    members.keys().forEach(key -> add(call, object, Text.of(key), members.get(key)));
  }

  private static void add(Invocation call, PsObject object, String name, Object value) {
    if (name.isEmpty()) {
      throw refused("MissingName", "A member needs a name: Add-Member NoteProperty Name Value.");
    }
    if (object.has(name) && !call.bound().flag("Force")) {
      call.error(
          error(
              "MemberAlreadyExists",
              ("Cannot add a member with the name \"%s\" because a member with that name already"
                      + " exists. To overwrite the member anyway, add the Force parameter to your"
                      + " command.")
                  .formatted(name)));
      return;
    }
    object.with(name, value);
  }

  private static ShellException refused(String id, String message) {
    return ShellException.ofStatement(error(id, message));
  }

  private static ShellError error(String id, String message) {
    return ShellError.of(id, ErrorCategory.INVALID_OPERATION, message);
  }
}
