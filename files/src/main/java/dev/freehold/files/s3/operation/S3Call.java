package dev.freehold.files.s3.operation;

import dev.freehold.files.documents.Conditions;
import dev.freehold.files.s3.request.PartsPage;
import dev.freehold.files.s3.request.ReadConditions;
import dev.freehold.files.s3.request.RecordedBody;
import dev.freehold.files.s3.request.RequestFacts;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says that the handler does not hand on to the store. It is bound while the handler
 * works on the request, so that the store which is made for the request can be given it.
 */
public final class S3Call {

  /** The call that this thread works on. */
  public static final ScopedValue<S3Call> CURRENT = ScopedValue.newInstance();

  private final RecordedBody body;
  private final boolean completion;
  private final OptionalLong objectSizeBytes;
  private final Conditions conditions;
  private final ReadConditions headConditions;
  private final PartsPage partsPage;
  private Optional<Signer> signer = Optional.empty();

  /** Notes what {@code facts} say and the handler does not hand on. */
  public S3Call(RecordedBody body, RequestFacts facts) {
    this.body = body;
    this.completion = facts.isCompletion();
    this.objectSizeBytes = facts.objectSizeBytes();
    this.conditions = facts.conditions();
    this.headConditions = facts.headConditions();
    this.partsPage = PartsPage.of(facts.request());
  }

  /** What must be true of the document that is written, which the handler drops for a copy. */
  Conditions conditions() {
    return conditions;
  }

  /** What must be true of the document that HEAD asks about; the handler judges otherwise. */
  ReadConditions headConditions() {
    return headConditions;
  }

  /** Where a new bucket shall be, once the body has been read; empty if it does not say. */
  Optional<String> locationConstraint() {
    return LocationConstraint.of(body.bytes());
  }

  /**
   * Refuses a completion whose list of parts is not in order, once the body has been read.
   *
   * @throws dev.freehold.files.FilesException {@code upload-part-order-invalid}
   */
  void requirePartOrder() {
    PartOrder.require(body.bytes());
  }

  /** Says whose access key the request names; the signature has not been checked yet. */
  void signedBy(String accessKeyId, S3Caller caller, String bucket) {
    signer = Optional.of(new Signer(accessKeyId, caller, bucket));
  }

  /** Who signed, once the handler has ended well; empty if nobody did. */
  public Optional<Signer> signer() {
    return signer;
  }

  /** Which parts of an upload are wanted of a list. */
  public PartsPage partsPage() {
    return partsPage;
  }

  /** Whether it completes an upload. */
  boolean isCompletion() {
    return completion;
  }

  /**
   * Who signed a request, and for what.
   *
   * @param accessKeyId with which access key
   * @param bucket the bucket that the host or the path names; null if none
   */
  public record Signer(String accessKeyId, S3Caller caller, String bucket) {}

  /** How large an upload's document must be, if the client says. */
  OptionalLong objectSizeBytes() {
    return objectSizeBytes;
  }
}
