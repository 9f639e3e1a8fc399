package dev.freehold.mail.mailboxes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes edits of recipients down by what they change. */
final class Edits {

  String name;
  String alias;
  String address;
  List<String> emailAddresses;
  String displayName;
  String externalAddress;
  UUID archiveId;
  Boolean isHidden;
  Boolean isImapEnabled;
  String region;
  MailboxType type;
  QuotaEdit quota = QuotaEdit.NONE;
  Map<Integer, String> customAttributes = Map.of();

  Edits with(Consumer<Edits> change) {
    change.accept(this);
    return this;
  }

  RecipientEdit edit() {
    return new RecipientEdit(
        Optional.ofNullable(name),
        Optional.ofNullable(alias),
        Optional.ofNullable(address),
        Optional.ofNullable(emailAddresses),
        Optional.ofNullable(displayName),
        Optional.ofNullable(externalAddress),
        Optional.ofNullable(archiveId),
        Optional.ofNullable(isHidden),
        Optional.ofNullable(isImapEnabled),
        Optional.ofNullable(region),
        Optional.ofNullable(type),
        quota,
        customAttributes);
  }
}
