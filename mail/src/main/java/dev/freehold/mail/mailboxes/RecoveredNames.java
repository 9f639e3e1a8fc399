package dev.freehold.mail.mailboxes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The names under which a removed mailbox comes back; empty ones are those that it had.
 *
 * @param address its primary address
 * @param userPrincipalName in the form of an address; if only an address is given, that
 * @param name its name
 * @param displayName its display name
 */
public record RecoveredNames(
    Optional<String> address,
    Optional<String> userPrincipalName,
    Optional<String> name,
    Optional<String> displayName) {

  /** Those that it had. */
  public static final RecoveredNames AS_BEFORE =
      new RecoveredNames(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Claims the names in the caller's transaction. Of further addresses those come back that are
   * still free; an alias or name that somebody has by now, and that was not given, gets a number.
   *
   * @return the recipient as it is to be
   * @throws dev.freehold.mail.MailException {@code mailbox-exists}, {@code recipient-name-taken},
   *     {@code mailbox-address-invalid}, {@code recipient-invalid}
   */
  Recipient claim(Handle tx, Recipient removed, Instant now) {
    Mailbox before = removed.mailbox();
    Optional<String> given = address.map(EmailAddresses::one);
    Mailbox mailbox =
        new Mailbox(
            before.id(),
            before.tenantId(),
            given.orElse(before.address()),
            displayName.map(RecipientRules::displayName).orElse(before.displayName()),
            before.kind(),
            before.createdAt());
    String principal =
        userPrincipalName
            .map(MailboxAddress::normalise)
            .or(() -> given)
            .orElse(removed.userPrincipalName());
    NewNames.require(tx, mailbox, NameKind.ADDRESS, mailbox.address());
    List<String> further = furtherAddresses(tx, mailbox, removed);
    NewNames.require(tx, mailbox, NameKind.USER_PRINCIPAL, principal);
    String alias = NewNames.claim(tx, mailbox, NameKind.ALIAS, removed.alias(), false);
    String itsName =
        NewNames.claim(
            tx,
            mailbox,
            NameKind.NAME,
            name.map(RecipientRules::name).orElse(removed.name()),
            name.isPresent());
    if (!mailbox.displayName().isEmpty()) {
      NewNames.require(tx, mailbox, NameKind.DISPLAY_NAME, mailbox.displayName());
    }
    return removed.recovered(mailbox, itsName, alias, principal, further, now);
  }

  private static List<String> furtherAddresses(Handle tx, Mailbox mailbox, Recipient removed) {
    List<String> free = new ArrayList<>();
    for (String each : removed.addresses()) {
      if (!each.equals(mailbox.address()) && NewNames.isFree(tx, mailbox, NameKind.ADDRESS, each)) {
        free.add(each);
      }
    }
    return free;
  }
}
