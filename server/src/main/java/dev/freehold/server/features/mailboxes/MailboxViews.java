package dev.freehold.server.features.mailboxes;

import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxRemoval;
import dev.freehold.mail.mailboxes.Recipient;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/** How mailboxes and mail users look on the wire. */
final class MailboxViews {

  private static final String REMOVED = "removed";

  private MailboxViews() {}

  private static Long number(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  /** A recipient, with the policy that was assigned to it last, in effect or not. */
  record One(
      UUID id,
      String recipientKind,
      String name,
      String alias,
      String address,
      List<String> emailAddresses,
      String displayName,
      String userPrincipalName,
      String externalEmailAddress,
      UUID archiveGuid,
      boolean hiddenFromAddressListsEnabled,
      boolean imapEnabled,
      String mailboxRegion,
      String mailboxType,
      boolean usesDefaultQuota,
      Long quotaBytes,
      Long quotaWarningBytes,
      SortedMap<Integer, String> customAttributes,
      UUID policyId,
      String policyName,
      String createdAt,
      String changedAt,
      String state,
      String removedAt,
      String recoverableUntil,
      int legalHolds,
      OwnerStates.Litigation litigationHold) {

    static One of(Recipients.Assigned assigned, OwnerStates.State state, MailboxQuota ofServer) {
      Recipient recipient = assigned.recipient();
      MailboxQuota quota = recipient.quota(ofServer);
      Mailbox mailbox = recipient.mailbox();
      boolean isRemoved = recipient.deletedAt().isPresent();
      Optional<OrderedPolicy> policy = Optional.ofNullable(assigned.policy());
      return new One(
          mailbox.id(),
          Wire.word(mailbox.kind()),
          recipient.name(),
          recipient.alias(),
          mailbox.address(),
          Stream.concat(
                  Stream.of("SMTP:" + mailbox.address()),
                  recipient.furtherAddresses().stream().map(further -> "smtp:" + further))
              .toList(),
          mailbox.displayName(),
          recipient.userPrincipalName(),
          recipient.externalAddress().orElse(null),
          recipient.archiveId().orElse(null),
          recipient.isHidden(),
          recipient.isImapEnabled(),
          recipient.region().orElse(null),
          Wire.word(recipient.type()),
          recipient.ownQuota().isEmpty(),
          number(quota.max()),
          number(quota.warning()),
          recipient.customAttributes(),
          policy.map(OrderedPolicy::id).orElse(null),
          policy.map(OrderedPolicy::name).orElse(null),
          mailbox.createdAt().toString(),
          recipient.changedAt().toString(),
          isRemoved && !state.isPurged() ? REMOVED : state.word(),
          recipient.deletedAt().map(Instant::toString).orElse(null),
          isRemoved ? MailboxRemoval.recoverableUntil(recipient).toString() : null,
          state.legalHolds(),
          state.litigation().orElse(null));
    }
  }

  /** A page of them. */
  record Page(List<One> mailboxes) {
    static Page of(List<Recipients.Assigned> page, OwnerStates.Page states, MailboxQuota ofServer) {
      return new Page(
          page.stream()
              .map(one -> One.of(one, states.of(one.recipient().id()), ofServer))
              .toList());
    }
  }

  /** What came of an edit. */
  record Edited(boolean changed, One mailbox) {
    static Edited of(Recipients.Edited edited, OwnerStates.State state, MailboxQuota ofServer) {
      return new Edited(!edited.changed().isEmpty(), One.of(edited.recipient(), state, ofServer));
    }
  }
}
