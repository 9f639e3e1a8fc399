package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AwsHttpHeaders;

/**
 * A request as the handler shall see it. Version 4 signatures are checked on the request itself, so
 * nothing that was signed is hidden from that.
 */
public final class RequestView extends HttpServletRequestWrapper {

  private static final Pattern ENCODED_SLASHES = Pattern.compile("(?i)(?<=/)(%2f)+");
  private static final String HOST = "Host";
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String CONTENT_ENCODING = "Content-Encoding";
  private static final String CONTENT_LENGTH = "Content-Length";

  /**
   * Headers that change nothing here. The handler refuses those that it does not know, which is
   * right for the others: one that asks for a tag, a lock or a grant must not be skipped. A session
   * token says nothing: our access keys are lasting ones, and their secret signs.
   */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("x-amz-security-token", "x-amz-request-payer", "x-amz-optional-object-attributes");

  private static final Set<String> READ_CONDITIONS =
      Set.of(IF_MATCH, IF_NONE_MATCH, "If-Modified-Since", "If-Unmodified-Since");

  private final Map<String, Optional<String>> changed =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> hiddenParameters;
  private final boolean asksForTags;

  /** Shows {@code request} to the handler; buckets are names below {@code dnsName}. */
  public RequestView(HttpServletRequest request, Optional<String> dnsName) {
    super(request);
    this.asksForTags = ObjectTags.areAskedFor(request);
    this.hiddenParameters = hiddenParameters(request);
    RequestFacts facts = new RequestFacts(request);
    WITHOUT_EFFECT.forEach(name -> changed.put(name, Optional.empty()));
    changed.put(RequestFacts.OBJECT_SIZE, Optional.empty()); // the store checks it
    showOneEncoding(request);
    if (facts.isChunked()) {
      showDecodedLength(request);
    }
    if (facts.isPutOrPost()) {
      showConditions(request, facts);
    }
    if (facts.isHead()) {
      READ_CONDITIONS.forEach(name -> changed.put(name, Optional.empty())); // the store judges
    }
    dnsName.ifPresent(name -> showHost(request, name));
  }

  /** The handler would read the first line only. */
  private void showOneEncoding(HttpServletRequest request) {
    List<String> lines = Collections.list(request.getHeaders(CONTENT_ENCODING));
    if (lines.size() > 1) {
      changed.put(CONTENT_ENCODING, Optional.of(String.join(", ", lines)));
    }
  }

  /**
   * Given both lengths, the handler stops reading at the end of the content, before the last chunk
   * and the trailer with the checksum, which it would then never check. Given one, it reads on to
   * the end, and the store finds out whether the length is right.
   */
  private void showDecodedLength(HttpServletRequest request) {
    String decoded = request.getHeader(AwsHttpHeaders.DECODED_CONTENT_LENGTH);
    if (decoded != null) {
      changed.put(CONTENT_LENGTH, Optional.of(decoded));
      changed.put(AwsHttpHeaders.DECODED_CONTENT_LENGTH, Optional.empty());
    }
  }

  private void showConditions(HttpServletRequest request, RequestFacts facts) {
    String ifMatch = request.getHeader(IF_MATCH);
    if ("*".equals(ifMatch)) {
      changed.put(IF_MATCH, Optional.of(ETags.ANY));
    } else if (facts.isCompletion()
        && ifMatch == null
        && request.getHeader(IF_NONE_MATCH) == null) {
      changed.put(IF_NONE_MATCH, Optional.of(ETags.NO_CONDITION));
    }
  }

  /** The handler takes any other host for a bucket's; clients come by address as well. */
  private void showHost(HttpServletRequest request, String dnsName) {
    String host = request.getServerName() == null ? "" : request.getServerName();
    String lower = host.toLowerCase(Locale.ROOT);
    boolean ours = lower.equals(dnsName) || lower.endsWith("." + dnsName);
    changed.put(HOST, Optional.of(ours ? lower : dnsName));
  }

  /**
   * Whether the handler may be shown a request without this header, and so checks a signature of
   * version 2 without it.
   *
   * @param header the name in lower case
   */
  static boolean isHidden(String header) {
    return WITHOUT_EFFECT.contains(header)
        || header.equals(RequestFacts.OBJECT_SIZE)
        || header.equals(AwsHttpHeaders.DECODED_CONTENT_LENGTH);
  }

  @Override
  public String getMethod() {
    return asksForTags ? "HEAD" : super.getMethod();
  }

  private static Set<String> hiddenParameters(HttpServletRequest request) {
    if (ObjectTags.areAskedFor(request)) {
      return Set.of(ObjectTags.PARAMETER);
    }
    return PartsPage.isAskedFor(request) ? PartsPage.PARAMETERS : Set.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    List<String> names = Collections.list(super.getParameterNames());
    names.removeAll(hiddenParameters);
    return Collections.enumeration(names);
  }

  @Override
  public String getParameter(String name) {
    return hiddenParameters.contains(name) ? null : super.getParameter(name);
  }

  /**
   * Amazon's own client for Java signs a path with two slashes in a row and sends the second one
   * encoded. S3 signs slashes of keys as such, so that is what the signature is compared with.
   */
  @Override
  public String getRequestURI() {
    return ENCODED_SLASHES
        .matcher(super.getRequestURI())
        .replaceAll(found -> found.group().replaceAll("(?i)%2f", "/"));
  }

  @Override
  public String getHeader(String name) {
    Optional<String> value = changed.get(name);
    return value == null ? super.getHeader(name) : value.orElse(null);
  }

  @Override
  public long getDateHeader(String name) {
    return changed.containsKey(name) ? -1 : super.getDateHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    Optional<String> value = changed.get(name);
    return value == null
        ? super.getHeaders(name)
        : Collections.enumeration(value.map(List::of).orElse(List.of()));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = Collections.newSetFromMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    names.addAll(Collections.list(super.getHeaderNames()));
    changed.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            names.remove(name);
          } else {
            names.add(name);
          }
        });
    return Collections.enumeration(names);
  }
}
