package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.DirectoryNames;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;

/**
 * Add-, Get- and Remove-MailboxPermission: who has full access to a mailbox. Of the original's
 * rights this server has FullAccess.
 */
public final class MailboxPermissionCmdlets {

  private static final String ADD = "Add-MailboxPermission";
  private static final String REMOVE = "Remove-MailboxPermission";
  private static final String FULL_ACCESS = "FullAccess";
  private static final String RIGHTS = "AccessRights";
  private static final String[] ALL_RIGHTS = {
    FULL_ACCESS,
    "ExternalAccount",
    "DeleteItem",
    "ReadPermission",
    "ChangePermission",
    "ChangeOwner"
  };
  private static final String[] INHERITANCE = {
    "None", "All", "Descendents", "SelfAndChildren", "Children"
  };

  private final ExchangeConnection exchange;

  public MailboxPermissionCmdlets(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo add() {
    return changing(ADD, "Gives a user or application full access to a mailbox.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.of("AutoMapping", ArgumentTypes.BOOLEAN), Parameter.any("IgnoreDefaultScope"))
        .writes(CmdletTypes.MAILBOX_PERMISSION)
        .does(() -> this::add);
  }

  public CmdletInfo remove() {
    return changing(REMOVE, "Takes full access to a mailbox away.")
        .confirms(ConfirmImpact.HIGH)
        .does(() -> this::remove);
  }

  private static CmdletInfo.Builder changing(String name, String synopsis) {
    return ExchangeConnection.cmdlet(name, synopsis)
        .with(
            ExchangeIdentities.parameter().mandatory().byPropertyName(),
            Parameter.text("User").mandatory().byPropertyName(),
            Parameter.texts(RIGHTS).mandatory().byPropertyName(),
            Parameter.of(
                "InheritanceType",
                ArgumentTypes.choice(
                    "System.DirectoryServices.ActiveDirectorySecurityInheritance", INHERITANCE)),
            Parameter.flag("Deny"),
            Parameter.any("DomainController"));
  }

  public CmdletInfo get() {
    return ExchangeConnection.cmdlet(
            "Get-MailboxPermission", "Shows who has full access to a mailbox.")
        .with(
            ExchangeIdentities.parameter().mandatory().byPropertyName(),
            Parameter.text("User"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MAILBOX_PERMISSION)
        .does(() -> this::get);
  }

  private void add(Invocation call) {
    change(
        call,
        ADD,
        (mailbox, person) -> {
          if (mailbox.holders().contains(person)) {
            call.warning(
                "The appropriate access control entry is already present on the object \"%s\" for"
                        .formatted(mailbox.name())
                    + " account \"%s\".".formatted(shownUser(call)));
          } else {
            ObjectNode body = AnswerJson.object();
            body.putArray("accessRights").add(FULL_ACCESS);
            exchange.rest().send("PUT", mailbox.path(person), body);
          }
          call.write(object(mailbox, DirectoryNames.of(exchange, List.of(person)).shown(person)));
        });
  }

  private void remove(Invocation call) {
    change(
        call,
        REMOVE,
        (mailbox, person) -> {
          if (mailbox.holders().contains(person)) {
            exchange.rest().send("DELETE", mailbox.path(person), null);
          } else {
            call.warning(
                "Can't remove the access control entry on the object \"%s\" for account \"%s\""
                        .formatted(mailbox.name(), shownUser(call))
                    + " because the ACE doesn't exist on the object.");
          }
        });
  }

  private void change(Invocation call, String cmdlet, Change change) {
    requireFullAccess(call);
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    if (!call.shouldProcess(shown, cmdlet)) {
      return;
    }
    exchange.guard(
        call,
        shown,
        () -> {
          Permissions mailbox = permissions(identity);
          Optional<String> person = DirectoryNames.find(exchange, shownUser(call));
          if (person.isEmpty()) {
            call.error(
                ShellProblem.argument(
                    "UserNotFound",
                    "User or group \"%s\" wasn't found. Please make sure you've typed it correctly."
                        .formatted(shownUser(call))));
          } else {
            change.make(mailbox, person.get());
          }
        });
  }

  private static void requireFullAccess(Invocation call) {
    List<String> wanted = call.bound().texts(RIGHTS);
    for (String right : wanted) {
      if (List.of(ALL_RIGHTS).stream().noneMatch(right::equalsIgnoreCase)) {
        throw ShellProblem.stop(
            ShellProblem.argument(
                "AccessRightUnknown",
                "Cannot convert value \"%s\" to a right. The rights are: %s."
                    .formatted(right, String.join(", ", ALL_RIGHTS))));
      }
    }
    boolean isDenial = call.bound().flag("Deny");
    if (isDenial || wanted.size() != 1 || !FULL_ACCESS.equalsIgnoreCase(wanted.getFirst())) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "OnlyFullAccess",
              "Full access is the only permission on a mailbox here, and nobody is denied it: use"
                  + " -AccessRights FullAccess."));
    }
  }

  private void get(Invocation call) {
    Object identity = call.bound().value("Identity");
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          Permissions mailbox = permissions(identity);
          DirectoryNames names = DirectoryNames.of(exchange, mailbox.holders());
          Optional<String> wanted = call.bound().text("User");
          Optional<String> only = wanted.flatMap(user -> DirectoryNames.find(exchange, user));
          for (String holder : mailbox.holders()) {
            if (wanted.isEmpty() || only.filter(holder::equals).isPresent()) {
              call.write(object(mailbox, names.shown(holder)));
            }
          }
        });
  }

  private static String shownUser(Invocation call) {
    return call.bound().text("User").orElse("").strip();
  }

  private Permissions permissions(Object identity) {
    JsonNode view = exchange.rest().get(RecipientPages.path(ExchangeIdentities.of(identity)));
    String id = AnswerJson.text(view, "id").orElse("");
    JsonNode answer = exchange.rest().get(RecipientPages.path(id) + "/permissions");
    List<String> holders =
        AnswerJson.list(answer, "permissions").stream()
            .map(one -> AnswerJson.text(one, "principal").orElse(""))
            .toList();
    String name =
        AnswerJson.text(view, "name").or(() -> AnswerJson.text(view, "displayName")).orElse("");
    return new Permissions(id, name, holders);
  }

  private static PsObject object(Permissions mailbox, String user) {
    return PsObject.ofType(CmdletTypes.MAILBOX_PERMISSION)
        .with(RIGHTS, List.of(FULL_ACCESS))
        .with("Deny", false)
        .with("InheritanceType", "All")
        .with("User", user)
        .with("Identity", mailbox.name())
        .with("IsInherited", false)
        .with("IsValid", true)
        .with("ObjectState", "Unchanged");
  }

  /** Changes one permission. */
  private interface Change {
    void make(Permissions mailbox, String person);
  }

  /**
   * Who has full access to a mailbox.
   *
   * @param holders object ids
   */
  private record Permissions(String id, String name, List<String> holders) {
    String path(String person) {
      return RecipientPages.path(id) + "/permissions/" + person;
    }
  }
}
