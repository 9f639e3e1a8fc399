package dev.freehold.mail.mailboxes;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What an edit has changed of a recipient, by the name of the member in the API.
 *
 * @param before what it was, of each member that has changed
 * @param after what it is
 */
record RecipientChanges(Map<String, String> before, Map<String, String> after) {

  /** What a detail of the ledger takes. */
  private static final int MAX_DETAIL_CHARS = 1024;

  /** Each takes two of the thirty-two facts that an entry has; some are the entry's own. */
  private static final int MAX_MEMBERS = 14;

  private static final String DEFAULT = "default";

  static RecipientChanges between(Recipient before, Recipient after) {
    Map<String, String> old = texts(before);
    Map<String, String> now = texts(after);
    old.entrySet().removeIf(member -> member.getValue().equals(now.get(member.getKey())));
    now.keySet().retainAll(old.keySet());
    return new RecipientChanges(old, now);
  }

  private static Map<String, String> texts(Recipient recipient) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("name", recipient.name());
    texts.put("alias", recipient.alias());
    texts.put("address", recipient.mailbox().address());
    texts.put("furtherAddresses", String.join(" ", recipient.furtherAddresses()));
    texts.put("displayName", recipient.mailbox().displayName());
    texts.put("externalEmailAddress", recipient.externalAddress().orElse(""));
    texts.put("archiveGuid", recipient.archiveId().map(UUID::toString).orElse(""));
    texts.put("hiddenFromAddressListsEnabled", Boolean.toString(recipient.isHidden()));
    texts.put("imapEnabled", Boolean.toString(recipient.isImapEnabled()));
    texts.put("mailboxRegion", recipient.region().orElse(""));
    texts.put("mailboxType", recipient.type().name());
    texts.put("quotaBytes", recipient.ownQuota().map(own -> text(own.max())).orElse(DEFAULT));
    texts.put(
        "quotaWarningBytes", recipient.ownQuota().map(own -> text(own.warning())).orElse(DEFAULT));
    for (int number = 1; number <= MailLimits.MAX_CUSTOM_ATTRIBUTES; number++) {
      Optional<String> value = Optional.ofNullable(recipient.customAttributes().get(number));
      texts.put("customAttribute" + number, value.orElse(""));
    }
    return texts;
  }

  private static String text(OptionalLong bytes) {
    return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "unlimited";
  }

  boolean isEmpty() {
    return after.isEmpty();
  }

  Set<String> members() {
    return after.keySet();
  }

  /** Says what it was and what it is, of the first members if there are very many. */
  LedgerEntry entry(Mailbox mailbox, String actor) {
    Map<String, String> values = new HashMap<>();
    after.keySet().stream()
        .limit(MAX_MEMBERS)
        .forEach(
            member -> {
              values.put(member + "Before", clip(before.get(member)));
              values.put(member, clip(after.get(member)));
            });
    return new LedgerEntry(
        mailbox.tenantId(),
        actor,
        "MailboxEdit",
        mailbox.id().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "changed", String.join(" ", after.keySet()),
            "recipientKind", mailbox.kind().name()),
        values);
  }

  private static String clip(String text) {
    return RecipientRules.clip(text, MAX_DETAIL_CHARS);
  }
}
