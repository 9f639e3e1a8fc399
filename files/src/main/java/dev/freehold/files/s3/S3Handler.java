package dev.freehold.files.s3;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.s3.awssdk.EmptyBlobStore;
import dev.freehold.files.s3.operation.CallerStores;
import dev.freehold.files.s3.request.S3Limits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** S3Proxy's handler with our stores, and with its way to write an error. */
final class S3Handler extends S3ProxyHandler {

  S3Handler(CallerStores stores, Optional<String> dnsName) {
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
    setBlobStoreLocator(stores);
  }

  /** Answers with an error, unless part of another answer is out. */
  void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException refusal)
      throws IOException {
    AwsErrorDetails details = refusal.awsErrorDetails();
    if (details == null || details.errorCode() == null) {
      response.setStatus(refusal.statusCode());
      return;
    }
    String message = details.errorMessage() == null ? "" : details.errorMessage();
    sendSimpleErrorResponse(
        request, response, details.errorCode(), refusal.statusCode(), message, Map.of());
  }
}
