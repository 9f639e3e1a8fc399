package dev.freehold.files.s3.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AwsHttpHeaders;

/**
 * A request and its answer, between S3Proxy's handler and us: what the handler is shown of them,
 * what it does not hand on to the store, and who signed. Used by one request.
 */
public final class S3Exchange {

  private static final Pattern ENCODED_SLASHES = Pattern.compile("(?i)(?<=/)(%2f)+");
  private static final String HOST = "Host";
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String CONTENT_ENCODING = "content-encoding";
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

  private final S3Request request;
  private final S3Body body;
  private final HttpServletResponse response;
  private final Optional<String> dnsName;
  private final Consumer<S3Caller> turn;
  private final OptionalLong objectSizeBytes;
  private final PartsPage partsPage;
  private Optional<S3Caller> caller = Optional.empty();
  private Optional<OutputStream> content = Optional.empty();
  private boolean isSigned;

  /**
   * An exchange that has not begun.
   *
   * @param dnsName the name below which buckets are names; empty if they are paths only
   * @param turn is told once that the signature holds; it may wait, and throw
   */
  public S3Exchange(
      S3Request request,
      S3Body body,
      HttpServletResponse response,
      Optional<String> dnsName,
      Consumer<S3Caller> turn) {
    this.request = request;
    this.body = body;
    this.response = response;
    this.dnsName = dnsName;
    this.turn = turn;
    this.objectSizeBytes = request.objectSizeBytes();
    this.partsPage = PartsPage.of(request);
  }

  /** The request as it came. */
  public S3Request request() {
    return request;
  }

  /** Its body; the handler leaves out of it where a bucket shall be, and the order of parts. */
  public S3Body body() {
    return body;
  }

  /** The answer as the server has it. */
  public HttpServletResponse response() {
    return response;
  }

  /** How large an upload's document must be, if the client says. */
  public OptionalLong objectSizeBytes() {
    return objectSizeBytes;
  }

  /** Which parts of an upload are wanted of a list. */
  public PartsPage partsPage() {
    return partsPage;
  }

  /** The request names an access key of this caller; its signature has not been checked yet. */
  public void named(S3Caller holder) {
    caller = Optional.of(holder);
  }

  /** Who signed, once the handler has ended well; empty if nobody did. */
  public Optional<S3Caller> caller() {
    return caller;
  }

  /**
   * The handler asks the store for something, so the signature holds. Waits for the turn of the
   * caller's tenant.
   *
   * @throws dev.freehold.crypto.work.BusyException if that does not come in time
   */
  public void signatureHolds() {
    if (!isSigned) {
      isSigned = true;
      body.signatureHolds();
      caller.ifPresent(turn);
    }
  }

  /** Whether the handler has asked the store for something. */
  public boolean isSigned() {
    return isSigned;
  }

  /**
   * A request as the handler shall see it. Version 4 signatures are checked on {@code base} itself,
   * so nothing that was signed is hidden from that.
   *
   * @param base this request, or the same signed again
   */
  public HttpServletRequest shown(HttpServletRequest base) {
    return new Shown(base);
  }

  /** The answer as the handler shall see it, of which it writes what it likes. */
  public HttpServletResponse streamed() {
    return new HandlerAnswer(response) {
      @Override
      public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        content = Optional.of(out);
        return out;
      }
    };
  }

  /**
   * Sends all that is left of {@code stream} if the handler has asked where to write to, so that
   * nothing is left for it to copy in small pieces; else does nothing.
   */
  public void send(InputStream stream) throws IOException {
    if (content.isPresent()) {
      stream.transferTo(content.get());
    }
  }

  /** Lets the handler write a document that is held, and sends it as {@code correction} says. */
  public void correct(Handling handling, UnaryOperator<String> correction) throws IOException {
    StringWriter document = new StringWriter();
    handling.to(
        new HandlerAnswer(response) {
          @Override
          public PrintWriter getWriter() {
            return new PrintWriter(document);
          }
        });
    String corrected = correction.apply(document.toString());
    if (!corrected.isEmpty()) {
      response.getWriter().write(corrected);
    }
  }

  /** The handler's work. */
  @FunctionalInterface
  public interface Handling {
    /** Answers to {@code answer}. */
    void to(HttpServletResponse answer) throws IOException;
  }

  /**
   * Whether the handler may be shown a request without this header, and so checks a signature of
   * version 2 without it.
   *
   * @param header the name in lower case
   */
  static boolean isHidden(String header) {
    return WITHOUT_EFFECT.contains(header)
        || header.equals(S3Request.OBJECT_SIZE) // the store checks it
        || header.equals(AwsHttpHeaders.DECODED_CONTENT_LENGTH);
  }

  /** The headers that the handler sees changed; those without a value it does not see. */
  private Map<String, Optional<String>> changes() {
    Map<String, Optional<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header : request.headers()) {
      if (WITHOUT_EFFECT.contains(header) || header.equals(S3Request.OBJECT_SIZE)) {
        changed.put(header, Optional.empty());
      } else if (header.equals(CONTENT_ENCODING)) { // the handler would read its first line only
        List<String> encodings = Collections.list(request.getHeaders(header));
        changed.put(header, Optional.of(String.join(", ", encodings)));
      }
    }
    if (request.isChunked()) {
      showDecodedLength(changed);
    }
    if (request.isPutOrPost()) {
      showConditions(changed);
    }
    if (request.isHead()) {
      READ_CONDITIONS.forEach(name -> changed.put(name, Optional.empty())); // the store judges
    }
    dnsName.ifPresent(name -> changed.put(HOST, Optional.of(host(name))));
    return changed;
  }

  /**
   * Given both lengths, the handler stops reading at the end of the content, before the last chunk
   * and the trailer with the checksum, which it would then never check. Given one, it reads on to
   * the end, and the store finds out whether the length is right.
   */
  private void showDecodedLength(Map<String, Optional<String>> changed) {
    String decoded = request.getHeader(AwsHttpHeaders.DECODED_CONTENT_LENGTH);
    if (decoded != null) {
      changed.put(CONTENT_LENGTH, Optional.of(decoded));
      changed.put(AwsHttpHeaders.DECODED_CONTENT_LENGTH, Optional.empty());
    }
  }

  private void showConditions(Map<String, Optional<String>> changed) {
    String ifMatch = request.getHeader(IF_MATCH);
    if ("*".equals(ifMatch)) {
      changed.put(IF_MATCH, Optional.of(ETags.ANY));
    } else if (request.isCompletion()
        && ifMatch == null
        && request.getHeader(IF_NONE_MATCH) == null) {
      changed.put(IF_NONE_MATCH, Optional.of(ETags.NO_CONDITION));
    }
  }

  /** The handler takes any other host for a bucket's; clients come by address as well. */
  private String host(String ours) {
    String host = request.getServerName() == null ? "" : request.getServerName();
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals(ours) || lower.endsWith("." + ours) ? lower : ours;
  }

  private Set<String> hiddenParameters() {
    if (ObjectTags.areAskedFor(request)) {
      return Set.of(ObjectTags.PARAMETER);
    }
    return PartsPage.isAskedFor(request) ? PartsPage.PARAMETERS : Set.of();
  }

  /** A request as the handler sees it. */
  private final class Shown extends HttpServletRequestWrapper {

    private final Map<String, Optional<String>> changed = changes();
    private final Set<String> hiddenParameters = hiddenParameters();

    Shown(HttpServletRequest base) {
      super(base);
    }

    @Override
    public String getMethod() {
      return ObjectTags.areAskedFor(request) ? "HEAD" : super.getMethod();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      if (hiddenParameters.isEmpty()) {
        return super.getParameterNames();
      }
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
      String uri = super.getRequestURI();
      return uri.contains("/%")
          ? ENCODED_SLASHES
              .matcher(uri)
              .replaceAll(found -> found.group().replaceAll("(?i)%2f", "/"))
          : uri;
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
      if (!hasOtherNames()) {
        return super.getHeaderNames();
      }
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

    /** Whether a header is hidden, or one shown that did not come. */
    private boolean hasOtherNames() {
      for (Map.Entry<String, Optional<String>> change : changed.entrySet()) {
        if (change.getValue().isEmpty() || super.getHeader(change.getKey()) == null) {
          return true;
        }
      }
      return false;
    }
  }
}
