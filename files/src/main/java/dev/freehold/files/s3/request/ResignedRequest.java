package dev.freehold.files.s3.request;

import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.access.KeyHolder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.gaul.s3proxy.AwsHttpHeaders;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;

/**
 * An upload whose hash was signed and which is too long to be held. The handler would hold it to
 * check the signature. Here the signature is checked over the hash that the client names, and the
 * handler is shown the same request signed over an unhashed body; {@link S3Body} compares the
 * content with the hash while it streams.
 */
public final class ResignedRequest extends HttpServletRequestWrapper {

  /** Stands for the hash of a body that was not hashed. */
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String SIGNATURE = "Signature=";

  private final String authorization;

  private ResignedRequest(HttpServletRequest request, String authorization) {
    super(request);
    this.authorization = authorization;
  }

  /**
   * The request as the handler shall see it.
   *
   * @param path the path that was signed
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     InvalidAccessKeyId}, {@code SignatureDoesNotMatch}, {@code InvalidArgument}
   */
  public static ResignedRequest of(HttpServletRequest request, String path, AccessKeys keys)
      throws IOException {
    String given = request.getHeader(S3Request.AUTHORIZATION);
    S3AuthorizationHeader parsed = parsed(given);
    try (KeyHolder holder =
        S3Failures.translated(() -> keys.find(parsed.getIdentity()))
            .orElseThrow(
                () ->
                    S3Failures.of(
                        ErrorCode.INVALID_ACCESS_KEY_ID, "there is no such access key here"))) {
      String secret = holder.secret().reveal();
      String hash = request.getHeader(AwsHttpHeaders.CONTENT_SHA256);
      if (!isEqual(signature(request, parsed, path, secret, hash), parsed.getSignature())) {
        throw S3Failures.of(
            ErrorCode.SIGNATURE_DOES_NOT_MATCH,
            "the signature is another one than this request has under that access key");
      }
      String renewed = signature(new ResignedRequest(request, given), parsed, path, secret, null);
      return new ResignedRequest(
          request, given.replace(SIGNATURE + parsed.getSignature(), SIGNATURE + renewed));
    }
  }

  private static S3AuthorizationHeader parsed(String authorization) {
    try {
      return new S3AuthorizationHeader(authorization);
    } catch (IllegalArgumentException malformed) {
      throw S3Failures.of(ErrorCode.INVALID_ARGUMENT, "the Authorization header is malformed");
    }
  }

  private static String signature(
      HttpServletRequest request,
      S3AuthorizationHeader parsed,
      String path,
      String secret,
      String hash)
      throws IOException {
    try {
      return AwsSignature.createAuthorizationSignatureV4(
              request, parsed, new byte[0], path, secret, false, null, hash)
          .signature();
    } catch (GeneralSecurityException unknown) {
      throw S3Failures.of(ErrorCode.INVALID_ARGUMENT, "the signature's algorithm is not known");
    }
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getHeader(String name) {
    if (name.equalsIgnoreCase(AwsHttpHeaders.CONTENT_SHA256)) {
      return UNSIGNED;
    }
    return name.equalsIgnoreCase(S3Request.AUTHORIZATION) ? authorization : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(AwsHttpHeaders.CONTENT_SHA256)
            || name.equalsIgnoreCase(S3Request.AUTHORIZATION)
        ? Collections.enumeration(List.of(getHeader(name)))
        : super.getHeaders(name);
  }
}
