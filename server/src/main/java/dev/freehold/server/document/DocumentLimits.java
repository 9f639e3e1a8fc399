package dev.freehold.server.document;

import java.time.Duration;

/** The limits of documents, in one place. */
public final class DocumentLimits {

  /** How long a document can be signed after it was made. */
  public static final Duration VALIDITY = Duration.ofDays(30);

  /** A signed document that is brought, in bytes; ours are a few hundred KiB. */
  public static final int MAX_SIGNED_BYTES = 4 << 20;

  /** How long a certificate is valid that is made for an approver here. */
  public static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(5 * 365);

  /** How far the clock of the person who signed may be ahead or behind. */
  static final Duration MAX_SKEW = Duration.ofMinutes(10);

  /** Signed copies of one document that are kept; of a kept one nothing more is stored. */
  static final int MAX_SIGNED_COPIES = 20;

  /** What the signature itself may take in a document that is signed here. */
  static final int SIGNATURE_BYTES = 12 << 10;

  /** Documents of other purges that one that was brought is compared with. */
  static final int MAX_COMPARED_DOCUMENTS = 100;

  /** Mailboxes or sites that the document itself names; the list has all. */
  static final int MAX_PRINTED_NAMES = 50;

  /** Pieces of work on documents that wait for a processor. */
  static final int MAX_WAITING = 64;

  /** Of these, of one tenant. */
  static final int MAX_WAITING_OF_TENANT = 8;

  /** How long one waits. */
  static final Duration MAX_WAIT = Duration.ofSeconds(20);

  private DocumentLimits() {}
}
