package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Set-Mailbox and Set-MailUser change in the directory. */
final class DirectoryEdit {

  /** Parameters whose text is a member of the server's view as it is. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "Name", "name",
          "Alias", "alias",
          "DisplayName", "displayName",
          "PrimarySmtpAddress", "address",
          "WindowsEmailAddress", "address",
          "MailboxRegion", "mailboxRegion",
          "ArchiveGuid", "archiveGuid");

  private static final String EMAIL_ADDRESSES = "EmailAddresses";
  private static final String EXTERNAL = "ExternalEmailAddress";
  private static final String HIDDEN = "HiddenFromAddressListsEnabled";
  private static final String GUID = "ExchangeGuid";
  private static final String TYPE = "Type";
  private static final String CUSTOM = "CustomAttribute";

  private DirectoryEdit() {}

  /** The parameters of both cmdlets. */
  static List<Parameter> parameters(RecipientType kind) {
    List<Parameter> all =
        new ArrayList<>(
            List.of(
                Parameter.text("Name"),
                Parameter.text("Alias"),
                Parameter.text("DisplayName"),
                Parameter.any(EMAIL_ADDRESSES),
                Parameter.text("PrimarySmtpAddress"),
                Parameter.text("WindowsEmailAddress"),
                Parameter.of(HIDDEN, ArgumentTypes.BOOLEAN),
                Parameter.text("MailboxRegion")));
    for (int number = 1; number <= RecipientObjects.CUSTOM_ATTRIBUTES; number++) {
      all.add(Parameter.text(CUSTOM + number));
    }
    switch (kind) {
      case MAILBOX ->
          all.add(
              Parameter.of(
                  TYPE,
                  ArgumentTypes.choice(
                      "Microsoft.Exchange.Data.Directory.Recipient.ConvertibleMailboxSubType",
                      "Regular",
                      "Shared",
                      "Room",
                      "Equipment")));
      case MAIL_USER ->
          all.addAll(
              List.of(
                  Parameter.text(EXTERNAL),
                  Parameter.of(GUID, PsKind.GUID),
                  Parameter.of("ArchiveGuid", PsKind.GUID)));
    }
    return all;
  }

  /** Tells whether a call changes anything of this. */
  static boolean isAsked(Bound bound) {
    return bound.names().stream()
        .anyMatch(
            name ->
                TEXTS.containsKey(name)
                    || List.of(EMAIL_ADDRESSES, EXTERNAL, HIDDEN, TYPE, GUID).contains(name)
                    || name.startsWith(CUSTOM));
  }

  /**
   * The members that a call gives new values.
   *
   * @param view the recipient as the server has it
   */
  static ObjectNode of(Bound bound, JsonNode view) {
    ObjectNode wanted = AnswerJson.object();
    for (String name : bound.names()) {
      if (TEXTS.containsKey(name)) {
        wanted.put(TEXTS.get(name), text(bound, name));
      } else if (name.startsWith(CUSTOM)) {
        wanted
            .withObject("/customAttributes")
            .put(name.substring(CUSTOM.length()), text(bound, name));
      }
    }
    if (bound.has(EMAIL_ADDRESSES)) {
      addresses(bound, view, wanted);
    }
    requireOwnGuid(bound, view);
    bound
        .text(EXTERNAL)
        .ifPresent(
            text -> wanted.put("externalEmailAddress", RecipientAddresses.withoutKind(text)));
    bound.text(TYPE).ifPresent(text -> wanted.put("mailboxType", text.toLowerCase(Locale.ROOT)));
    if (bound.value(HIDDEN) instanceof Boolean hidden) {
      wanted.put("hiddenFromAddressListsEnabled", hidden);
    }
    return wanted;
  }

  /** The server takes all addresses or the primary one, so both together are all. */
  private static void addresses(Bound bound, JsonNode view, ObjectNode wanted) {
    List<String> all =
        RecipientAddresses.changed(
            AnswerJson.texts(view, "emailAddresses"), bound.value(EMAIL_ADDRESSES));
    Optional<String> primary = AnswerJson.text(wanted, "address");
    if (primary.isPresent()) {
      wanted.remove("address");
      PsHashtable added = PsHashtable.unordered().put("Add", "SMTP:" + primary.get());
      all = RecipientAddresses.changed(all, added);
    }
    ArrayNode addresses = wanted.putArray("emailAddresses");
    all.forEach(addresses::add);
  }

  private static void requireOwnGuid(Bound bound, JsonNode view) {
    if (bound.has(GUID) && !Objects.equals(bound.value(GUID), AnswerJson.guid(view, "id"))) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ExchangeGuidNotSupported",
              "This server gives mailboxes their GUID, and a mail user keeps it when it becomes a"
                  + " mailbox. Leave -ExchangeGuid out."));
    }
  }

  /** Empty takes the value away. */
  private static String text(Bound bound, String name) {
    return bound.text(name).orElse("");
  }
}
