package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.ArgumentType;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import java.util.List;
import java.util.Optional;

/** What a function declares, as the description of a cmdlet that its arguments bind to. */
final class FunctionInfo {

  /** The parameter that takes what a function without attributes does not declare. */
  static final String REST = "args";

  private final Evaluator evaluator;

  FunctionInfo(Context context) {
    evaluator = new Evaluator(context);
  }

  /** Tells whether a function refuses arguments that it does not declare. */
  static boolean isAdvanced(ScriptBody block) {
    boolean bound =
        block.attributes().stream().anyMatch(each -> each.name().equalsIgnoreCase("CmdletBinding"));
    return bound
        || block.parameters().stream()
            .flatMap(List::stream)
            .flatMap(each -> each.attributes().stream())
            .anyMatch(each -> each.name().equalsIgnoreCase("Parameter"));
  }

  CmdletInfo describe(String name, ScriptBody block) {
    return describe(name, block, !isAdvanced(block));
  }

  /** The same as help shows it: with what the function declares alone. */
  CmdletInfo shown(String name, ScriptBody block) {
    return describe(name, block, false);
  }

  private CmdletInfo describe(String name, ScriptBody block, boolean takesRest) {
    CmdletInfo.Builder info = CmdletInfo.named(name);
    int position = 0;
    for (ScriptBody.Parameter declared : block.parameters().orElse(List.of())) {
      Parameter parameter = parameter(declared, position);
      info.with(parameter);
      position += parameter.type().isSwitch() ? 0 : 1;
    }
    if (takesRest) {
      info.with(Parameter.any(REST).remaining().allowEmpty());
    }
    for (ScriptBody.Attribute attribute : block.attributes()) {
      named(attribute, "SupportsShouldProcess")
          .filter(Truth::of)
          .ifPresent(
              yes ->
                  info.confirms(
                      named(attribute, "ConfirmImpact")
                          .map(FunctionInfo::impact)
                          .orElse(ConfirmImpact.MEDIUM)));
    }
    return info.does(
        () -> {
          throw new IllegalStateException("a function is run by its statements");
        });
  }

  private static ConfirmImpact impact(Object value) {
    return switch (Scope.fold(Text.of(value))) {
      case "none" -> ConfirmImpact.NONE;
      case "low" -> ConfirmImpact.LOW;
      case "high" -> ConfirmImpact.HIGH;
      default -> ConfirmImpact.MEDIUM;
    };
  }

  private Parameter parameter(ScriptBody.Parameter declared, int position) {
    ArgumentType type = declared.typeName().map(FunctionInfo::type).orElse(ArgumentTypes.ANY);
    Parameter parameter = Parameter.of(declared.name(), type);
    if (!type.isSwitch()) {
      parameter = parameter.at(position);
    }
    for (ScriptBody.Attribute attribute : declared.attributes()) {
      parameter = attributed(parameter, attribute);
    }
    return parameter;
  }

  private static ArgumentType type(String name) {
    PsType type = PsType.find(name).orElseThrow(() -> Errors.typeNotFound(name));
    if (type.array()) {
      return ArgumentTypes.of(type);
    }
    return switch (type.kind()) {
      case SWITCH -> ArgumentTypes.SWITCH;
      case BOOLEAN -> ArgumentTypes.BOOLEAN;
      default -> ArgumentTypes.of(type);
    };
  }

  private Parameter attributed(Parameter parameter, ScriptBody.Attribute attribute) {
    Object[] values = attribute.arguments().stream().map(evaluator::value).toArray();
    String[] texts = List.of(values).stream().map(Text::of).toArray(String[]::new);
    return switch (Scope.fold(attribute.name())) {
      case "parameter" -> declared(parameter, attribute);
      case "alias" -> parameter.alias(texts);
      case "validateset" -> parameter.valid(Validation.set(texts));
      case "validaterange" -> parameter.valid(Validation.range(values[0], values[1]));
      case "validatelength" ->
          parameter.valid(Validation.length(whole(values[0]), whole(values[1])));
      case "validatecount" -> parameter.valid(Validation.count(whole(values[0]), whole(values[1])));
      case "validatepattern" -> parameter.valid(Validation.pattern(texts[0]));
      case "validatenotnullorempty", "validatenotnull" ->
          parameter.valid(Validation.notNullOrEmpty());
      case "validatescript" -> parameter.valid(script((ScriptBlock) values[0]));
      case "allownull", "allowemptystring", "allowemptycollection" -> parameter.allowEmpty();
      default -> parameter;
    };
  }

  private static int whole(Object value) {
    return (Integer) Conversions.convert(value, PsKind.INT);
  }

  private static Validation script(ScriptBlock block) {
    return value ->
        Truth.of(block.value(value))
            ? Optional.empty()
            : Optional.of(
                ("The \"%s\" validation script for the argument with value \"%s\" did not return a"
                        + " result of True. Determine why the validation script failed, and then"
                        + " try the command again.")
                    .formatted(block.text(), Text.of(value)));
  }

  private Parameter declared(Parameter parameter, ScriptBody.Attribute attribute) {
    Parameter result = parameter;
    if (named(attribute, "Mandatory").filter(Truth::of).isPresent()) {
      result = result.mandatory();
    }
    if (named(attribute, "ValueFromPipeline").filter(Truth::of).isPresent()) {
      result = result.byValue();
    }
    if (named(attribute, "ValueFromPipelineByPropertyName").filter(Truth::of).isPresent()) {
      result = result.byPropertyName();
    }
    Optional<Object> position = named(attribute, "Position");
    return position.isPresent() ? result.at(whole(position.get())) : result;
  }

  private Optional<Object> named(ScriptBody.Attribute attribute, String name) {
    return attribute.named().stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .map(each -> each.value().map(evaluator::value).orElse(true));
  }
}
