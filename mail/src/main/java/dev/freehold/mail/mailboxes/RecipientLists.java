package dev.freehold.mail.mailboxes;

import dev.freehold.custody.owners.OrderedPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Pages of recipients, read from indexes in their order: by address, and by id where the policy
 * that was assigned is what is asked for, because that is custody's to know and in the order of ids
 * there.
 */
final class RecipientLists {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final MailboxKeys keys;
  private final int maxNamesFound;

  RecipientLists(MailboxKeys keys, int maxNamesFound) {
    this.keys = keys;
    this.maxNamesFound = maxNamesFound;
  }

  List<Recipient> page(Handle tx, RecipientQuery query) {
    if (query.beginning().isPresent()) {
      return beginningWith(tx, query, query.beginning().get());
    }
    return query.assigned().isPresent()
        ? assignedTo(tx, query, query.assigned().get())
        : RecipientRows.page(tx, query.tenantId(), query.kind(), query.after(), query.max());
  }

  /** All that are found are looked at: they are few by their bound. */
  private List<Recipient> beginningWith(Handle tx, RecipientQuery query, String beginning) {
    Collection<UUID> found =
        RecipientNames.beginningWith(tx, query.tenantId(), beginning, maxNamesFound);
    Collection<UUID> wanted = query.assigned().map(to -> only(tx, query, found, to)).orElse(found);
    return RecipientRows.byIds(tx, query.tenantId(), wanted).stream()
        .filter(recipient -> isOfKind(query, recipient))
        .filter(recipient -> recipient.mailbox().address().compareTo(query.after()) > 0)
        .sorted(Comparator.comparing(recipient -> recipient.mailbox().address()))
        .limit(query.max())
        .toList();
  }

  private Collection<UUID> only(
      Handle tx, RecipientQuery query, Collection<UUID> ids, RecipientQuery.Assigned to) {
    Map<UUID, OrderedPolicy> ordered = keys.ordered(tx, query.tenantId(), ids);
    return ids.stream()
        .filter(
            id -> Optional.ofNullable(ordered.get(id)).map(OrderedPolicy::id).equals(to.policyId()))
        .toList();
  }

  private List<Recipient> assignedTo(Handle tx, RecipientQuery query, RecipientQuery.Assigned to) {
    List<Recipient> page = new ArrayList<>();
    UUID after = query.after().isEmpty() ? BEFORE_ALL : idOf(tx, query);
    List<UUID> ids;
    do {
      ids = keys.assignedTo(tx, query.tenantId(), to.policyId(), after, query.max());
      Map<UUID, Recipient> found =
          RecipientRows.byIds(tx, query.tenantId(), ids).stream()
              .collect(Collectors.toMap(Recipient::id, Function.identity()));
      ids.stream()
          .filter(found::containsKey)
          .map(found::get)
          .filter(recipient -> isOfKind(query, recipient))
          .forEach(page::add);
      after = ids.isEmpty() ? after : ids.getLast();
    } while (page.size() < query.max() && ids.size() == query.max());
    return page.subList(0, Math.min(page.size(), query.max()));
  }

  private static UUID idOf(Handle tx, RecipientQuery query) {
    RecipientName address = RecipientName.of(NameKind.ADDRESS, query.after());
    return RecipientNames.holder(tx, query.tenantId(), address)
        .orElseThrow(
            () ->
                RecipientRules.invalid(
                    "the recipient that the page begins after is gone; begin again"));
  }

  private static boolean isOfKind(RecipientQuery query, Recipient recipient) {
    return query.kind().map(recipient.mailbox().kind()::equals).orElse(true);
  }
}
