package dev.freehold.shell.service;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Elements;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the description of every cmdlet that calls a server begins. What names an object is never
 * empty there: an empty cell of a CSV file must not mean everybody.
 */
public final class ServerCmdlet {

  private static final Pattern NAMING =
      Pattern.compile(
          "(?!(?:Display|First|Last)Name$)(?:\\w*(?:Name|Ids?)|Identity|Anr|User|Owner|Version"
              + "|Subscription|Tenant|Organization|Location|Endpoint|ProviderNamespace|ResourceType"
              + "|Operations|RecordType|IPAddresses)");

  /** Null takes the policy away; an empty text is a mistake. */
  private static final String POLICY = "DataEncryptionPolicy";

  private static final Validation NOT_EMPTY =
      value -> isEmpty(value) ? Validation.notNullOrEmpty().problem(null) : Optional.empty();

  private static final Validation NOT_EMPTY_UNLESS_NULL =
      value -> value == null ? Optional.empty() : NOT_EMPTY.problem(value);

  private ServerCmdlet() {}

  /** Starts a description. */
  public static CmdletInfo.Builder named(String name, String module, String synopsis) {
    return CmdletInfo.named(name).module(module).synopsis(synopsis).ruled(ServerCmdlet::ruled);
  }

  private static Parameter ruled(Parameter parameter) {
    if (parameter.name().equals(POLICY)) {
      return parameter.valid(NOT_EMPTY_UNLESS_NULL);
    }
    return NAMING.matcher(parameter.name()).matches() ? parameter.valid(NOT_EMPTY) : parameter;
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || Elements.of(value).isEmpty()
        || Elements.of(value).stream()
            .anyMatch(each -> each == null || (each instanceof String text && text.isBlank()));
  }
}
