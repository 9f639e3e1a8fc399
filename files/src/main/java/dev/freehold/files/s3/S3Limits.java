package dev.freehold.files.s3;

import java.time.Duration;

/** Every bound of the S3 listener. */
public final class S3Limits {

  /** Requests that are worked on at a time unless the settings say otherwise. */
  public static final int DEFAULT_MAX_REQUESTS = 128;

  /**
   * The longest body that is held whole: one whose hash the client signed, a form, a list of names
   * to delete. Content of known length whose hash is signed may be longer: it is streamed, and held
   * against its hash on the way. The default part of s3cmd, which signs hashes, is 15 MiB.
   */
  static final int MAX_BUFFERED_BODY_BYTES = 16 << 20;

  /** The largest chunk of a body that is signed chunk by chunk; clients send 64 KiB to 1 MiB. */
  static final int MAX_CHUNK_BYTES = 1 << 20;

  /** How long a request waits for its share of the memory for bodies. */
  static final Duration BUFFER_WAIT = Duration.ofSeconds(20);

  /** How long a body that is held whole may take to come. */
  static final Duration BUFFERED_BODY_TIME = Duration.ofMinutes(2);

  /** The body of a request that makes a bucket. */
  static final int MAX_BUCKET_BODY_BYTES = 16 << 10;

  /** The body of a completion, which has a few hundred bytes for each of 10,000 parts. */
  static final int MAX_COMPLETION_BODY_BYTES = 4 << 20;

  /** How far a client's clock may be off. */
  static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(15);

  /** What an answer gathers before it is sent: the larger, the fewer calls to the system. */
  static final int OUTPUT_BUFFER_BYTES = 64 << 10;

  /** Connections that are held at a time. */
  static final int MAX_CONNECTIONS = 4096;

  private S3Limits() {}
}
