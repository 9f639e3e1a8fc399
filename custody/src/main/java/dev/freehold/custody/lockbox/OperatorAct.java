package dev.freehold.custody.lockbox;

import java.util.Map;

/**
 * One thing that an operator reads under an approved request.
 *
 * @param kind which kind of thing
 * @param facts facts about it that name nobody: UIDs, GUIDs, sizes, ranges
 * @param personal facts that could name somebody, such as a folder
 */
public record OperatorAct(Kind kind, Map<String, String> facts, Map<String, String> personal) {

  /** Copies both. */
  public OperatorAct {
    facts = Map.copyOf(facts);
    personal = Map.copyOf(personal);
  }

  /** What operators can read. */
  public enum Kind {
    /** The names of a mailbox's folders. */
    LIST_FOLDERS("OperatorListFolders"),
    /** A page of a folder. */
    LIST_MESSAGES("OperatorListMessages"),
    /** A message, or some of its bytes. */
    READ_MESSAGE("OperatorReadMessage"),
    /** A page of a site's documents. */
    LIST_DOCUMENTS("OperatorListDocuments"),
    /** A document, or some of its bytes. */
    READ_DOCUMENT("OperatorReadDocument");

    private final String operation;

    Kind(String operation) {
      this.operation = operation;
    }

    /** The ledger's word. */
    String operation() {
      return operation;
    }
  }
}
