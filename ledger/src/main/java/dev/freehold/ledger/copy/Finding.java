package dev.freehold.ledger.copy;

import java.util.OptionalLong;

/**
 * Something that is wrong with a copy.
 *
 * @param kind which kind of fault
 * @param index the entry that it is about, or the first of those; empty if it is about no entry
 * @param message a sentence for people
 */
public record Finding(Kind kind, OptionalLong index, String message) {

  static Finding at(Kind kind, long index, String message) {
    return new Finding(kind, OptionalLong.of(index), message);
  }

  static Finding of(Kind kind, String message) {
    return new Finding(kind, OptionalLong.empty(), message);
  }

  /** What can be wrong with a copy. */
  public enum Kind {
    /** Nobody who is trusted has signed the checkpoint. */
    CHECKPOINT_NOT_SIGNED("checkpoint-not-signed"),
    /** A witness that should have has not cosigned the checkpoint. */
    CHECKPOINT_NOT_COSIGNED("checkpoint-not-cosigned"),
    /** Entries that the checkpoint counts are not there. */
    ENTRIES_MISSING("entries-missing"),
    /** An entry is not the one that was hashed. */
    ENTRY_CHANGED("entry-changed"),
    /** An entry is not of the form that entries have. */
    ENTRY_MALFORMED("entry-malformed"),
    /** An entry belongs to another place. */
    ENTRY_MISPLACED("entry-misplaced"),
    /** An entry belongs to another tenant. */
    ENTRY_OF_ANOTHER_TENANT("entry-of-another-tenant"),
    /** A tile of hashes is not there, or is not what the entries lead to. */
    TILE_WRONG("tile-wrong"),
    /** The entries do not lead to the checkpoint's root. */
    ROOT_DIFFERS("root-differs"),
    /** Personal data is not what the entry commits to. */
    PERSONAL_DATA_CHANGED("personal-data-changed"),
    /** The log does not continue the older checkpoint. */
    HISTORY_CHANGED("history-changed");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The stable code, for people and reports. */
    public String code() {
      return code;
    }
  }
}
