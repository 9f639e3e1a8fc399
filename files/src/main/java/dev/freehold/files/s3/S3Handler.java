package dev.freehold.files.s3;

import dev.freehold.custody.faults.FaultCounts;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.access.KeyHolder;
import dev.freehold.files.s3.awssdk.EmptyBlobStore;
import dev.freehold.files.s3.operation.BucketLocation;
import dev.freehold.files.s3.operation.CallerStore;
import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.ObjectTags;
import dev.freehold.files.s3.request.PartsPage;
import dev.freehold.files.s3.request.ResignedRequest;
import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Exchange;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.s3.request.S3Limits;
import dev.freehold.files.s3.request.S3Request;
import dev.freehold.files.s3.request.S3RequestId;
import dev.freehold.files.sites.Sites;
import dev.freehold.web.http.LogTurns;
import dev.freehold.web.http.RefusalLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * S3Proxy's handler, which does the protocol itself, with the store of whoever signed. Puts right
 * what the handler answers without knowing better, and answers failures. Thread-safe.
 */
final class S3Handler extends S3ProxyHandler {

  private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

  /** The exchange that this thread works on: the handler asks for a store without naming it. */
  private static final ScopedValue<S3Exchange> CURRENT = ScopedValue.newInstance();

  private final S3Services services;
  private final RefusalLog refusals;
  private final FaultCounts faults;

  S3Handler(S3Services services, Optional<String> dnsName, RefusalLog refusals) {
    super(
        new EmptyBlobStore(),
        AuthenticationType.AWS_V2_OR_V4,
        // Only the locator that is set below knows keys; these are of one that it replaces.
        "",
        "",
        dnsName.orElse(null),
        FilesLimits.MAX_PUT_BYTES,
        S3Limits.MAX_BUFFERED_BODY_BYTES,
        S3Limits.MAX_CHUNK_BYTES,
        false,
        null,
        null,
        Math.toIntExact(S3Limits.MAX_CLOCK_SKEW.toSeconds()));
    this.services = services;
    this.refusals = refusals;
    this.faults = new FaultCounts("s3", services.meters(), new LogTurns()::take);
    setBlobStoreLocator((keyId, bucket, _) -> keyId == null ? null : grant(keyId, bucket));
  }

  /**
   * The secret of an access key and the store of its holder; null if there is no such key. The
   * handler asks for it before it checks the signature, and once more for the source of a copy,
   * which the store authorises by itself.
   */
  private AccessGrant grant(String keyId, String bucket) {
    try (KeyHolder holder =
        S3Failures.translated(() -> services.accessKeys().find(keyId)).orElse(null)) {
      if (holder == null) {
        return null;
      }
      S3Caller caller =
          new S3Caller(keyId, holder.tenantId(), holder.principalId(), holder.roles(), bucket);
      S3Exchange exchange = CURRENT.get();
      exchange.named(caller);
      return new AccessGrant(holder.secret().reveal(), new CallerStore(services, caller, exchange));
    }
  }

  /**
   * Does what is asked, and answers.
   *
   * @param isStreamed whether the body is too long to be held for the hash that was signed
   */
  void handle(S3Exchange exchange, boolean isStreamed) throws IOException {
    S3Request request = exchange.request();
    HttpServletRequest base =
        isStreamed
            ? ResignedRequest.of(
                request, exchange.shown(request).getRequestURI(), services.accessKeys())
            : request;
    S3Exchange.Handling handling = answer -> handle(exchange, base, answer);
    if (PartsPage.isAskedFor(request) || BucketLocation.isAskedFor(request)) {
      exchange.correct(
          handling,
          document ->
              BucketLocation.correct(
                  exchange.partsPage().correct(document), () -> location(exchange)));
      return;
    }
    handling.to(exchange.streamed());
    if (ObjectTags.areAskedFor(request)) {
      ObjectTags.answer(exchange.response());
    }
  }

  private void handle(S3Exchange exchange, HttpServletRequest base, HttpServletResponse answer)
      throws IOException {
    try {
      ScopedValue.where(CURRENT, exchange)
          .call(
              () -> {
                doHandle(base, exchange.shown(base), answer, exchange.body(), null);
                return answer;
              });
    } catch (NullPointerException missing) {
      // All that the handler does with an access list before it asks the store is to read it, and
      // it takes all parts of one for given.
      if (exchange.request().setsAccessList() && !exchange.isSigned()) {
        throw S3Failures.of(ErrorCode.MALFORMED_XML, "the access list has no owner or grants");
      }
      throw missing;
    }
  }

  private String location(S3Exchange exchange) {
    S3Caller caller = exchange.caller().orElseThrow(Sites::notFound);
    return new CallerStore(services, caller, exchange).location();
  }

  /**
   * Answers with an error of S3.
   *
   * @throws BrokenAnswerException if part of another answer is out: only a broken connection can
   *     say that the rest will not come
   */
  void refuse(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    faults.told(failure);
    Optional<AwsServiceException> expected = S3Failures.translate(failure);
    AwsServiceException refusal = expected.orElseGet(() -> S3Failures.unknown(failure));
    AwsErrorDetails details = refusal.awsErrorDetails();
    tell(request, refusal, expected.isEmpty() ? failure : null);
    if (response.isCommitted()) {
      throw new BrokenAnswerException(failure);
    }
    S3RequestId.beginAgain(response);
    if (refusal.statusCode() == ErrorCode.METHOD_NOT_ALLOWED.status()) {
      response.setHeader("Allow", S3Request.allowedMethods(request));
    }
    copyHeaders(refusal, response);
    if (details == null || details.errorCode() == null) {
      response.setStatus(refusal.statusCode());
      return;
    }
    String message = details.errorMessage() == null ? "" : details.errorMessage();
    sendSimpleErrorResponse(
        request, response, details.errorCode(), refusal.statusCode(), message, Map.of());
  }

  /** Names neither the path, which has the names of documents, nor anything of the query. */
  private void tell(HttpServletRequest request, AwsServiceException refusal, Exception unexpected) {
    if (is(ErrorCode.SLOW_DOWN, refusal)) {
      refusals.refused(request.getRemoteAddr(), refusal.statusCode(), ErrorCode.SLOW_DOWN.code());
    } else if (refusal.statusCode() >= 500 && !isClients(refusal)) {
      LOG.atWarn()
          .addKeyValue("code", refusal.awsErrorDetails().errorCode())
          .addKeyValue("method", request.getMethod())
          .setCause(unexpected)
          .log("S3 request failed: {}", refusal.awsErrorDetails().errorMessage());
    }
  }

  /** Whether it is for the client to do something else. */
  private static boolean isClients(AwsServiceException refusal) {
    return refusal.awsErrorDetails() == null || is(ErrorCode.NOT_IMPLEMENTED, refusal);
  }

  private static boolean is(ErrorCode code, AwsServiceException refusal) {
    return refusal.awsErrorDetails() != null
        && code.code().equals(refusal.awsErrorDetails().errorCode());
  }

  /** Such as the ETag of a 304. */
  private static void copyHeaders(AwsServiceException refusal, HttpServletResponse response) {
    SdkHttpResponse told =
        refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().sdkHttpResponse();
    if (told != null) {
      for (String name : List.of("ETag", "Allow")) {
        told.firstMatchingHeader(name).ifPresent(value -> response.setHeader(name, value));
      }
    }
  }
}
