package dev.freehold.files.s3.request;

import dev.freehold.web.WebLimits;
import java.time.Duration;

/** The bounds of S3's protocol; those of the door are in {@link WebLimits}. */
public final class S3Limits {

  /** Requests that are worked on at a time unless the settings say otherwise. */
  public static final int DEFAULT_MAX_REQUESTS = 128;

  /**
   * The longest body that is held whole: one whose hash the client signed, a form, a list of names
   * to delete. Content of known length whose hash is signed may be longer: it is streamed, and held
   * against its hash on the way. The default part of s3cmd, which signs hashes, is 15 MiB.
   */
  public static final int MAX_BUFFERED_BODY_BYTES = WebLimits.MAX_HELD_BODY_BYTES;

  /** The largest chunk of a body that is signed chunk by chunk; clients send 64 KiB to 1 MiB. */
  public static final int MAX_CHUNK_BYTES = 1 << 20;

  /** The body of a request that makes a bucket. */
  static final int MAX_BUCKET_BODY_BYTES = 16 << 10;

  /** The body of a completion, which has a few hundred bytes for each of 10,000 parts. */
  public static final int MAX_COMPLETION_BODY_BYTES = 4 << 20;

  /** How far a client's clock may be off. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(15);

  private S3Limits() {}
}
