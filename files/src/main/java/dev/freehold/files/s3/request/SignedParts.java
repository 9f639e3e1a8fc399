package dev.freehold.files.s3.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gaul.s3proxy.AwsHttpHeaders;

/**
 * Refuses what a request says beside its signature. Anyone who holds a link may use it as it was
 * signed; a header or parameter that its maker did not sign must not change what is done in the
 * maker's name. Whether the signature is right, the handler checks afterwards.
 */
public final class SignedParts {

  private static final String AMAZON = "x-amz-";
  private static final String HOST = "host";
  private static final String SIGNED_HEADERS = "SignedHeaders=";

  /** The parameters that are a signature, of either version. */
  private static final Set<String> SIGNATURES =
      Set.of(S3Request.V4_LINK_ALGORITHM, "X-Amz-Signature", S3Request.V2_LINK_KEY, "Signature");

  /** What a link of version 2 says of itself; its signature covers the expiry. */
  private static final Set<String> OF_V2_LINK =
      Set.of(S3Request.V2_LINK_KEY, "Signature", "Expires");

  /** What a signature of version 2 covers of the query, as S3Proxy 4.1.0 checks it. */
  private static final Set<String> SIGNED_BY_V2 =
      Set.of(
          "acl",
          "delete",
          "lifecycle",
          "location",
          "logging",
          "notification",
          "partNumber",
          "policy",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  /**
   * What selects from a listing. By its definition version 2 does not sign it; a client that signs
   * its own requests may send it, the holder of a link may not.
   */
  private static final Set<String> SELECTION =
      Set.of(
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "key-marker",
          "list-type",
          "marker",
          "max-buckets",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "start-after",
          "upload-id-marker",
          "version-id-marker");

  private final S3Request request;

  private SignedParts(S3Request request) {
    this.request = request;
  }

  /**
   * Lets a request pass that says nothing of weight beside its signature.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code AccessDenied} if it
   *     does, {@code InvalidArgument} if it is signed in two ways
   */
  public static void require(S3Request request) {
    new SignedParts(request).require();
  }

  private void require() {
    Optional<String> header =
        Optional.ofNullable(request.getHeader(S3Request.AUTHORIZATION))
            .filter(text -> text.startsWith("AWS ") || text.startsWith("AWS4-HMAC"));
    boolean isV4Link = request.getParameter(S3Request.V4_LINK_ALGORITHM) != null;
    boolean isV2Link = request.getParameter(S3Request.V2_LINK_KEY) != null;
    if ((header.isPresent() && isSignedInQuery()) || (isV4Link && isV2Link)) {
      throw S3Failures.of(
          ErrorCode.INVALID_ARGUMENT,
          "a request is signed in one way: by the Authorization header, or by the query in one"
              + " version");
    }
    if (isV4Link) {
      String names = request.getParameter("X-Amz-SignedHeaders");
      requireHeaders(names == null ? Set.of() : names(names));
    } else if (isV2Link) {
      requireParameters(SIGNED_BY_V2, OF_V2_LINK);
      requireSeenByV2(true);
    } else if (header.isEmpty()) {
      requireNothing();
    } else if (header.get().startsWith("AWS ")) {
      requireParameters(SIGNED_BY_V2, SELECTION);
      requireSeenByV2(false);
    } else {
      requireHeaders(signedHeaders(header.get()));
    }
  }

  private boolean isSignedInQuery() {
    return SIGNATURES.stream().anyMatch(name -> request.getParameter(name) != null);
  }

  private Set<String> parameters() {
    return request.getParameterMap().keySet();
  }

  /** Version 4 signs the headers that it names. The host may name the bucket. */
  private void requireHeaders(Set<String> signed) {
    if (!signed.contains(HOST)) {
      throw unsigned("the header host");
    }
    refuse(request.headers(), name -> isAmazons(name) && !signed.contains(name), "the headers");
  }

  /**
   * Version 2 signs all of Amazon's headers that it is shown, the date only as one of them: with
   * two dates in a link it signs neither.
   */
  private void requireSeenByV2(boolean isLink) {
    boolean hasTwoDates =
        request.getHeader("Date") != null && request.getHeader(AwsHttpHeaders.DATE) != null;
    refuse(
        request.headers(),
        name ->
            isAmazons(name)
                && (S3Exchange.isHidden(name)
                    || (isLink && hasTwoDates && name.equals(AwsHttpHeaders.DATE))),
        "the headers");
  }

  private void requireParameters(Set<String> allowed, Set<String> further) {
    refuse(
        parameters(),
        name -> !allowed.contains(name) && !further.contains(name),
        "parameters of the query");
  }

  /** A form brings a signature in its body, which covers the fields of the form only. */
  private void requireNothing() {
    if (request.getMethod().equals("POST")) {
      refuse(request.headers(), SignedParts::isAmazons, "the headers");
      refuse(parameters(), _ -> true, "parameters of the query");
    }
  }

  /** As the handler reads them. */
  private static Set<String> signedHeaders(String authorization) {
    int start = authorization.indexOf(SIGNED_HEADERS);
    int end = start < 0 ? -1 : authorization.indexOf(',', start);
    return end < 0
        ? Set.of()
        : names(authorization.substring(start + SIGNED_HEADERS.length(), end));
  }

  private static Set<String> names(String list) {
    return Set.copyOf(Arrays.asList(list.toLowerCase(Locale.ROOT).split(";", -1)));
  }

  private static boolean isAmazons(String header) {
    return header.startsWith(AMAZON);
  }

  /** Refuses the request if any of these is not signed. */
  private static void refuse(Set<String> all, Predicate<String> isUnsigned, String kind) {
    List<String> names = new ArrayList<>();
    for (String name : all) {
      if (isUnsigned.test(name)) {
        names.add(name);
      }
    }
    if (!names.isEmpty()) {
      Collections.sort(names);
      boolean isShowable = names.stream().allMatch(name -> name.matches("[A-Za-z0-9._-]{1,64}"));
      throw unsigned(isShowable ? kind + " " + String.join(", ", names) : kind);
    }
  }

  private static RuntimeException unsigned(String what) {
    return S3Failures.of(
        ErrorCode.ACCESS_DENIED,
        "%s must be signed; sign the request again with all that it says".formatted(what));
  }
}
