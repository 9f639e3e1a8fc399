package dev.freehold.files.s3;

import dev.freehold.files.Conditions;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says that the handler does not hand on to the store. It is bound while the handler
 * works on the request, so that the store which is made for the request can be given it.
 */
final class S3Call {

  static final ScopedValue<S3Call> CURRENT = ScopedValue.newInstance();

  private final RecordedBody body;
  private final boolean completion;
  private final OptionalLong objectSizeBytes;
  private final Conditions conditions;

  S3Call(
      RecordedBody body, boolean completion, OptionalLong objectSizeBytes, Conditions conditions) {
    this.body = body;
    this.completion = completion;
    this.objectSizeBytes = objectSizeBytes;
    this.conditions = conditions;
  }

  /** What must be true of the document that is written, which the handler drops for a copy. */
  Conditions conditions() {
    return conditions;
  }

  /** Where a new bucket shall be, once the body has been read; empty if it does not say. */
  Optional<String> locationConstraint() {
    return LocationConstraint.of(body.bytes());
  }

  /** Whether it completes an upload. */
  boolean isCompletion() {
    return completion;
  }

  /** How large an upload's document must be, if the client says. */
  OptionalLong objectSizeBytes() {
    return objectSizeBytes;
  }
}
