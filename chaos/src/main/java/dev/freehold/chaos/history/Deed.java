package dev.freehold.chaos.history;

import java.util.List;
import java.util.Set;

/**
 * What a client asked for, with what the answer said. Contents are never here: each has a tag,
 * which the client made up and no two contents share.
 *
 * <p>Names of objects are paths: {@code mail:keep/alice/INBOX} is in {@code mail:keep/alice}, and
 * both are in {@code mail:keep}.
 */
public sealed interface Deed {

  /** What stands for a document that is not there. */
  String ABSENT = "absent";

  /** The mailbox or document that it is about. */
  String object();

  /** Tells whether it is about {@code scope} itself or something in it. */
  default boolean isIn(String scope) {
    return object().equals(scope) || object().startsWith(scope + "/");
  }

  /**
   * When the last plaintext came that it read, by {@link System#nanoTime}; 0 if it read none. What
   * is not there and an empty folder are no plaintext.
   */
  default long lastPlaintext() {
    return 0;
  }

  /** What is done to a document. */
  sealed interface OfDocument extends Deed {}

  /** What is done to mail. */
  sealed interface OfMail extends Deed {}

  /**
   * Stores a document.
   *
   * @param object the document's bucket and key, or the mailbox and number of a message that the
   *     REST API stores and reads
   * @param tag of the content
   * @param unless {@link #ABSENT} to store only if nothing is there, the tag of a content to store
   *     only in its place, or empty to store in any case
   */
  record Put(String object, String tag, String unless) implements OfDocument {}

  /** Deletes a document. */
  record Delete(String object) implements OfDocument {}

  /**
   * Reads a document, from a list or with its content.
   *
   * @param tag of the content that came, {@link #ABSENT}, or what is wrong with the content
   * @param lastByte when the last byte of plaintext came, by {@link System#nanoTime}; 0 if the
   *     content was not read
   */
  record Get(String object, String tag, long lastByte) implements OfDocument {

    @Override
    public long lastPlaintext() {
      return tag.equals(ABSENT) ? 0 : lastByte;
    }
  }

  /**
   * Adds a message to a folder.
   *
   * @param object the mailbox and folder
   * @param tag of the message
   * @param delivered by LMTP, and not by the mailbox's owner
   * @param at its place if the answer named it, or null
   */
  record Append(String object, String tag, boolean delivered, Place at) implements OfMail {}

  /** Sets a flag of a message or takes it away. */
  record Store(String object, String tag, Place at, String flag, boolean set) implements OfMail {}

  /**
   * Moves a message.
   *
   * @param into the other mailbox and folder
   * @param to its new place if the answer named it, or null
   */
  record Move(String object, String tag, Place at, String into, Place to) implements OfMail {}

  /** Removes a message for good. */
  record Expunge(String object, String tag, Place at) implements OfMail {}

  /**
   * Reads a folder in a session that has just opened it.
   *
   * @param validity the folder's UIDVALIDITY
   * @param nextUid what the next message gets at least
   * @param highestModSeq the folder's highest mod-sequence
   * @param lastByte when the last byte of plaintext came, by {@link System#nanoTime}
   */
  record Scan(
      String object,
      long validity,
      long nextUid,
      long highestModSeq,
      List<Mail> mails,
      long lastByte)
      implements OfMail {

    @Override
    public long lastPlaintext() {
      return mails.isEmpty() ? 0 : lastByte;
    }
  }

  /**
   * A message as a scan saw it.
   *
   * @param tag of its content, or what is wrong with it
   */
  record Mail(long uid, String tag, Set<String> flags, long modSeq) {}

  /** Where a message lies; means one message for ever. */
  record Place(long validity, long uid) {}

  /** Makes a policy. {@code object} is its name. */
  record MakePolicy(String object) implements Deed {}

  /** Reads the names of all policies with their states. */
  record SeePolicies(String object, Set<String> names) implements Deed {}

  /** Assigns a policy to a mailbox. */
  record Assign(String object, String policy) implements Deed {}

  /** Reads which policy a mailbox has. */
  record SeeAssigned(String object, String policy) implements Deed {}

  /** Rolls a key of a policy. */
  record Roll(String object, String key) implements Deed {}

  /**
   * Takes the service's permissions away at both vaults. Acknowledged when both have said so.
   *
   * @param object what all documents and mailboxes are in whose keys these are
   */
  record Revoke(String object) implements Deed {}

  /** Gives the permissions back; something may be read again from its beginning on. */
  record GiveBack(String object) implements Deed {}

  /** Purges a policy: all steps to the end of the run. {@code object} is as with {@link Revoke}. */
  record Purge(String object) implements Deed {}

  /** Checks the receipt of a purge as {@code freehold receipt verify} does. */
  record VerifyReceipt(String object) implements Deed {}

  /** Counts the rows that the availability database has for a purged policy. */
  record CountRows(String object, long rows) implements Deed {}

  /**
   * Looks for the availability keys of a policy that goes on, when no roll is under way.
   *
   * @param isThere whether the one is there that the policy has
   * @param older how many are there that it had before
   */
  record CountKeys(String object, boolean isThere, long older) implements Deed {}
}
