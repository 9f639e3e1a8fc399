package dev.freehold.server.config;

/** Where blobs are kept. */
enum BlobKind {
  /** In the data folder. */
  FOLDER,
  /** In a bucket of an S3-compatible store. */
  S3
}
