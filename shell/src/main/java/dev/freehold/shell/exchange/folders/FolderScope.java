package dev.freehold.shell.exchange.folders;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What folders are for, in the published words, and how the server knows them. */
enum FolderScope {
  INBOX("Inbox"),
  DRAFTS("Drafts", "drafts"),
  SENT_ITEMS("SentItems", "sent"),
  JUNK_EMAIL("JunkEmail", "junk"),
  DELETED_ITEMS("DeletedItems", "trash"),
  ARCHIVE("Archive", "archive"),
  /** A folder that a person made. */
  PERSONAL("Personal");

  /** Every folder there is. */
  static final String ALL = "All";

  /** Published scopes of which there are no folders here. */
  static final List<String> OTHERS =
      List.of(
          "Calendar",
          "Clutter",
          "Contacts",
          "ConversationHistory",
          "Journal",
          "LegacyArchiveJournals",
          "ManagedCustomFolder",
          "NonIpmRoot",
          "Notes",
          "Outbox",
          "RecoverableItems",
          "RssSubscriptions",
          "SyncIssues",
          "Tasks");

  private static final String INBOX_PATH = "INBOX";

  private final String word;
  private final Optional<String> specialUse;

  FolderScope(String word) {
    this.word = word;
    this.specialUse = Optional.empty();
  }

  FolderScope(String word, String specialUse) {
    this.word = word;
    this.specialUse = Optional.of(specialUse);
  }

  /** The published word. */
  String word() {
    return word;
  }

  /** What objects call it. */
  String folderType() {
    return this == PERSONAL ? "User Created" : word;
  }

  /** What a folder is for by itself, whatever the one above it is for. */
  static FolderScope of(String path, Optional<String> specialUse) {
    if (path.equals(INBOX_PATH)) {
      return INBOX;
    }
    return specialUse.isEmpty()
        ? PERSONAL
        : Arrays.stream(values())
            .filter(scope -> scope.specialUse.equals(specialUse))
            .findFirst()
            .orElse(PERSONAL);
  }
}
