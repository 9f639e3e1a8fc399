package dev.freehold.files.s3.request;

import com.google.common.base.Throwables;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.faults.Fault;
import dev.freehold.files.FilesException;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.core.JacksonException;

/** Turns failures into answers for S3 clients. Messages never name a document. */
public final class S3Failures {

  private S3Failures() {}

  /** Work that may fail as files, content and custody do, and as a client's stream does. */
  public interface Work<R> {
    R run() throws IOException;
  }

  /** Does the work; what it throws, the handler understands. */
  public static <R> R translated(Work<R> work) {
    try {
      return work.run();
    } catch (IOException body) {
      throw translate(body)
          .<RuntimeException>map(known -> known)
          .orElseGet(() -> new UncheckedIOException(body));
    } catch (RuntimeException failure) {
      throw translate(failure).<RuntimeException>map(known -> known).orElse(failure);
    }
  }

  /** What S3 calls this failure or what caused it; empty if nothing known is among them. */
  public static Optional<AwsServiceException> translate(Throwable failure) {
    Optional<PersistenceException> database = Fault.database(failure);
    if (database.isPresent()) {
      return database.map(S3Failures::of);
    }
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      switch (cause) {
        case S3ProxyException handler
            when handler.getError() == S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED -> {
          return Optional.of(tooLongToHold());
        }
        case AwsServiceException known -> {
          return Optional.of(known);
        }
        case FilesException files -> {
          return Optional.of(exception(ErrorCodes.of(files.error()), files.code(), files));
        }
        case KeyAccessException key -> {
          return Optional.of(
              build(ErrorCodes.of(key.reason()), named(key.code(), key.getMessage()), key));
        }
        case ContentException content -> {
          return Optional.of(
              build(
                  ErrorCodes.of(content.error()),
                  named(content.code(), content.getMessage()),
                  content));
        }
        case LedgerException ledger when ledger.error() == LedgerError.UNAVAILABLE -> {
          return Optional.of(exception(ErrorCode.SERVICE_UNAVAILABLE, ledger.code(), ledger));
        }
        case PersistenceException other -> {
          return Optional.of(of(other));
        }
        case CustodyException custody -> {
          return Optional.of(exception(ErrorCodes.of(custody.error()), custody.code(), custody));
        }
        case JacksonException xml -> {
          // The handler knows most of these itself, but not that a document is too deep.
          return Optional.of(build(ErrorCode.MALFORMED_XML, "the body is not plain XML", xml));
        }
        case BusyException busy -> {
          return Optional.of(build(ErrorCode.SLOW_DOWN, busy.getMessage(), busy));
        }
        case TimeoutException _ -> {
          return Optional.of(
              of(
                  ErrorCode.REQUEST_TIMEOUT,
                  "the body came too slowly; send it faster, or in smaller parts"));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static AwsServiceException of(PersistenceException database) {
    return build(
        ErrorCode.SERVICE_UNAVAILABLE, named(database.code(), database.getMessage()), database);
  }

  /** S3 has one code for many faults; ours says whose it is. */
  private static String named(String code, String message) {
    return "%s: %s".formatted(code, message);
  }

  private static AwsServiceException exception(ErrorCode code, String own, RuntimeException cause) {
    String message = cause.getMessage();
    return build(
        code, code == ErrorCode.SERVICE_UNAVAILABLE ? named(own, message) : message, cause);
  }

  /**
   * What a client is told of anything else: that its request is at fault if the handler says so, or
   * nothing.
   */
  public static AwsServiceException unknown(Exception failure) {
    return switch (failure) {
      case IllegalArgumentException malformed ->
          build(ErrorCode.INVALID_REQUEST, "a header or parameter is malformed", malformed);
      case IOException body ->
          build(ErrorCode.INCOMPLETE_BODY, "the body is malformed or was cut short", body);
      case UncheckedIOException body ->
          build(ErrorCode.INCOMPLETE_BODY, "the body is malformed or was cut short", body);
      case UnsupportedOperationException unsupported ->
          build(ErrorCode.NOT_IMPLEMENTED, "this is not supported", unsupported);
      default -> build(ErrorCode.INTERNAL_ERROR, "an internal error; it was logged", failure);
    };
  }

  /** A refusal of our own. */
  public static AwsServiceException of(ErrorCode code, String message) {
    return build(code, message, null);
  }

  /** What a client is told of a body that is too long to be held. */
  public static AwsServiceException tooLongToHold() {
    return of(
        ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
        ("this body has to be read before it can be checked and may have at most %d bytes; send"
                + " longer content with PUT and its length, in signed chunks or in parts")
            .formatted(S3Limits.MAX_BUFFERED_BODY_BYTES));
  }

  private static AwsServiceException build(ErrorCode code, String message, Throwable cause) {
    Supplier<S3Exception.Builder> builder =
        switch (code) {
          // The handler asks for these by type.
          case NO_SUCH_BUCKET -> NoSuchBucketException::builder;
          case NO_SUCH_KEY -> NoSuchKeyException::builder;
          case NO_SUCH_UPLOAD -> NoSuchUploadException::builder;
          case ErrorCode other -> S3Exception::builder;
        };
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode(code.code()).errorMessage(message).build();
    return builder
        .get()
        .message(message)
        .cause(cause)
        .statusCode(code.status())
        .awsErrorDetails(details)
        .build();
  }
}
