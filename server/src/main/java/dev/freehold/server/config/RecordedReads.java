package dev.freehold.server.config;

/** Which reads of documents are written into the ledger. */
public enum RecordedReads {
  /** All, but the same content again within three hours. */
  ALL,
  /** None. */
  NONE
}
