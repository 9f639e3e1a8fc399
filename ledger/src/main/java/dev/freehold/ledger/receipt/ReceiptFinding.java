package dev.freehold.ledger.receipt;

/**
 * Something that is wrong with a receipt.
 *
 * @param kind which kind of fault
 * @param message a sentence for people
 */
public record ReceiptFinding(Kind kind, String message) {

  /** What can be wrong with a receipt. */
  public enum Kind {
    /** The entry is not in the tree that the checkpoint states. */
    NOT_INCLUDED("entry-not-included"),
    /** The log's key has not signed the checkpoint. */
    NOT_SIGNED("checkpoint-not-signed"),
    /** A witness that should have has not cosigned the checkpoint. */
    NOT_COSIGNED("checkpoint-not-cosigned"),
    /** The entry is of another log, place or form. */
    ENTRY_WRONG("entry-wrong"),
    /** The entry does not say that a purge was done. */
    NOT_A_PURGE("not-a-purge"),
    /** What the receipt says of the entry is not what the entry says. */
    PRECONDITIONS_CHANGED("preconditions-changed"),
    /** A precondition of a purge is not in the entry, or did not hold. */
    PRECONDITION_MISSING("precondition-missing"),
    /** Personal data is not what the entry commits to. */
    PERSONAL_DATA_CHANGED("personal-data-changed"),
    /** An operator that should have has not signed the approval. */
    OPERATOR_NOT_SIGNED("operator-not-signed"),
    /** An addendum is no attestation about this purge's backups, or not of a given operator. */
    ATTESTATION_WRONG("attestation-wrong"),
    /** The document is not the one that authorised the purge. */
    DOCUMENT_DIFFERS("document-differs"),
    /** The document does not have the approver's signature. */
    DOCUMENT_NOT_SIGNED("document-not-signed");

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
