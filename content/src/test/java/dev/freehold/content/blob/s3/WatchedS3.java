package dev.freehold.content.blob.s3;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A store's client that counts calls and fails the n-th, before its effect or after it. */
final class WatchedS3 implements S3Client {

  /** When a call fails. */
  enum Fault {
    /** The request never reached the store. */
    REQUEST_LOST,
    /** The store did it, and its answer was lost. */
    ANSWER_LOST
  }

  private final S3Client client;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int failingCall = -1;
  private volatile Fault fault = Fault.REQUEST_LOST;
  private volatile boolean failed;

  WatchedS3(S3Client client) {
    this.client = client;
  }

  /** Lets the n-th call from now on fail. */
  void failCall(int number, Fault kind) {
    fault = kind;
    failed = false;
    failingCall = calls.get() + number;
  }

  /** Whether the failure that was asked for came. */
  boolean failed() {
    return failed;
  }

  int calls() {
    return calls.get();
  }

  private <R> R call(Supplier<R> request) {
    boolean fails = calls.incrementAndGet() == failingCall;
    if (fails) {
      failed = true;
      if (fault == Fault.ANSWER_LOST) {
        var _ = request.get();
      }
      throw SdkClientException.create("Connection reset");
    }
    return request.get();
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    return call(() -> client.putObject(request, body));
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return call(() -> client.createMultipartUpload(request));
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    return call(() -> client.uploadPart(request, body));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return call(() -> client.completeMultipartUpload(request));
  }

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return call(() -> client.abortMultipartUpload(request));
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return call(() -> client.deleteObject(request));
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return call(() -> client.headObject(request));
  }

  @Override
  public <R> R getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
    return call(() -> client.getObject(request, transformer));
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
