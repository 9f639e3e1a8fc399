package dev.freehold.shell.exchange.exo;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.exchange.call.DirectoryNames;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.service.ShellProblem;
import java.util.List;
import java.util.Optional;

/** The parameters that name a mailbox or another recipient in EXO cmdlets. */
public final class NamedMailbox {

  private static final String IDENTITY = "Identity";
  private static final String EXCHANGE_GUID = "ExchangeGuid";
  private static final String ADDRESS = "PrimarySmtpAddress";
  private static final String USER = "UserPrincipalName";
  private static final String OBJECT_ID = "ExternalDirectoryObjectId";

  /** The first that is set counts. */
  private static final List<String> NAMES =
      List.of(IDENTITY, EXCHANGE_GUID, OBJECT_ID, ADDRESS, USER);

  private NamedMailbox() {}

  /** Those of the set {@code set}; rows of a table bind by their columns too. */
  public static Parameter[] parameters(String set) {
    return new Parameter[] {
      Parameter.of(IDENTITY, ExchangeIdentities.parameter().type())
          .in(set)
          .at(0)
          .byValue()
          .byPropertyName(),
      Parameter.of(OBJECT_ID, PsKind.GUID).in(set),
      Parameter.text(ADDRESS).in(set).byPropertyName(),
      Parameter.text(USER).in(set).byPropertyName()
    };
  }

  /** {@code -ExchangeGuid}. */
  static Parameter exchangeGuid(String set) {
    return Parameter.of(EXCHANGE_GUID, PsKind.GUID).in(set).byPropertyName();
  }

  /**
   * What names it, as an object or a text; nothing if no parameter was given.
   *
   * @throws RuntimeException if one was given that is empty, which must not mean everybody
   */
  static Optional<Object> of(ExchangeConnection exchange, Bound bound) {
    List<String> given = NAMES.stream().filter(bound::has).toList();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String name =
        given.stream()
            .filter(each -> !Text.of(bound.value(each)).isBlank())
            .findFirst()
            .orElseThrow(NamedMailbox::empty);
    Object value = bound.value(name);
    return Optional.of(name.equals(OBJECT_ID) ? ofPerson(exchange, Text.of(value)) : value);
  }

  /**
   * The same where there has to be one.
   *
   * @throws RuntimeException if no parameter names one
   */
  public static Object required(ExchangeConnection exchange, Bound bound) {
    return of(exchange, bound)
        .orElseThrow(
            () ->
                ShellProblem.stop(
                    ShellProblem.argument("IdentityMissing", "Name the mailbox with -Identity.")));
  }

  private static RuntimeException empty() {
    return ShellProblem.stop(
        ShellProblem.argument("IdentityEmpty", "The name of the mailbox is empty."));
  }

  /** A mailbox is somebody's by the name to sign in with. */
  private static String ofPerson(ExchangeConnection exchange, String objectId) {
    return DirectoryNames.userPrincipalName(exchange, objectId).orElse(objectId);
  }
}
