package dev.freehold.shell.exchange.exo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The published sets of properties. Properties of a set that the objects here do not have are left
 * out.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
enum PropertySet {
  MINIMUM(
      "Minimum",
      "Identity",
      "Id",
      "Name",
      "Alias",
      "DisplayName",
      "DistinguishedName",
      "EmailAddresses",
      "ExternalDirectoryObjectId",
      "Guid",
      "OrganizationId",
      "PrimarySmtpAddress",
      "RecipientType",
      "RecipientTypeDetails",
      "UserPrincipalName",
      "ActiveSyncEnabled",
      "ECPEnabled",
      "EwsEnabled",
      "ImapEnabled",
      "MapiEnabled",
      "OWAEnabled",
      "PopEnabled",
      "MailboxGuid",
      "ItemCount",
      "TotalItemSize",
      "DeletedItemCount",
      "TotalDeletedItemSize"),
  ADDRESS_LIST("AddressList", "HiddenFromAddressListsEnabled"),
  ARCHIVE("Archive", "ArchiveGuid"),
  AUDIT("Audit", "AuditEnabled"),
  CUSTOM("Custom", customAttributes()),
  DELIVERY("Delivery", "DeliverToMailboxAndForward", "ForwardingAddress", "ForwardingSmtpAddress"),
  HOLD(
      "Hold",
      "LitigationHoldDate",
      "LitigationHoldDuration",
      "LitigationHoldEnabled",
      "LitigationHoldOwner"),
  MODERATION("Moderation"),
  MOVE("Move"),
  MAILBOX_MOVE("MailboxMove"),
  POLICY("Policy", "DataEncryptionPolicy", "RetentionPolicy"),
  PUBLIC_FOLDER("PublicFolder"),
  QUOTA("Quota", "IssueWarningQuota", "ProhibitSendQuota", "ProhibitSendReceiveQuota"),
  RESOURCE("Resource"),
  RETENTION("Retention", "RetentionPolicy"),
  SCL("SCL"),
  SOFT_DELETE(
      "SoftDelete",
      "IsInactiveMailbox",
      "IsSoftDeletedByDisable",
      "IsSoftDeletedByRemove",
      "WhenSoftDeleted"),
  STATISTICS_SEED("StatisticsSeed", "ExchangeGuid"),
  ACTIVE_SYNC("ActiveSync", "Identity", "Name", "Guid", "ActiveSyncEnabled"),
  EWS("Ews", "Identity", "Name", "Guid", "EwsEnabled"),
  IMAP("Imap", "Identity", "Name", "Guid", "ImapEnabled"),
  MAPI("Mapi", "Identity", "Name", "Guid", "MapiEnabled"),
  POP("Pop", "Identity", "Name", "Guid", "PopEnabled"),
  PROTOCOL_SETTINGS("ProtocolSettings", "Identity", "Name", "Guid"),
  /** Whatever the object has. */
  ALL("All");

  private final String word;
  private final List<String> properties;

  PropertySet(String word, String... properties) {
    this.word = word;
    this.properties = List.of(properties);
  }

  private static String[] customAttributes() {
    return IntStream.rangeClosed(1, 15)
        .mapToObj(number -> "CustomAttribute" + number)
        .toArray(String[]::new);
  }

  /** Its published name. */
  String word() {
    return word;
  }

  /** The properties by their names; none for {@link #ALL}, which needs no list. */
  List<String> properties() {
    return properties;
  }

  /** The set of a word, in any case, that the parameter has let through. */
  static PropertySet of(String word) {
    return Arrays.stream(values())
        .filter(set -> set.word.equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }

  /** The sets that mailboxes have. */
  static Stream<PropertySet> ofMailboxes() {
    return Stream.of(
        MINIMUM,
        ADDRESS_LIST,
        ARCHIVE,
        AUDIT,
        CUSTOM,
        DELIVERY,
        HOLD,
        MODERATION,
        MOVE,
        POLICY,
        PUBLIC_FOLDER,
        QUOTA,
        RESOURCE,
        RETENTION,
        SCL,
        SOFT_DELETE,
        STATISTICS_SEED,
        ALL);
  }

  /** The sets that recipients have. */
  static Stream<PropertySet> ofRecipients() {
    return Stream.of(MINIMUM, ARCHIVE, CUSTOM, MAILBOX_MOVE, POLICY, ALL);
  }

  /** The sets of what can be used of mailboxes. */
  static Stream<PropertySet> ofProtocols() {
    return Stream.of(MINIMUM, ACTIVE_SYNC, EWS, IMAP, MAPI, POP, PROTOCOL_SETTINGS, ALL);
  }

  /** The sets that statistics have. */
  static Stream<PropertySet> ofStatistics() {
    return Stream.of(MINIMUM, ALL);
  }
}
