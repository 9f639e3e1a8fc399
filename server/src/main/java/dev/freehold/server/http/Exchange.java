package dev.freehold.server.http;

import dev.freehold.custody.identity.Caller;
import dev.freehold.web.http.BoundedBody;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.QueryParameters;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.RouteTable.Found;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One request that has passed the gate, and its answer. Used by one thread. */
public final class Exchange implements QueryParameters {

  private static final byte[] NO_BODY = {};

  private final WebRequest request;
  private final WebResponse response;
  private final Map<String, String> parameters;
  private final Optional<Caller> caller;
  private final long maxBodyBytes;
  private final Shape shape;
  private final Map<String, String> query;
  private int status = 200;
  private byte[] answer = NO_BODY;

  Exchange(
      WebRequest request,
      WebResponse response,
      Map<String, String> query,
      Found.Match<Admission, Handler> match,
      Optional<Caller> caller) {
    this.request = request;
    this.response = response;
    this.query = query;
    this.parameters = match.parameters();
    this.caller = caller;
    this.maxBodyBytes = match.route().maxBodyBytes();
    this.shape = match.route().handler().shape();
  }

  /** Who asks. Only for routes that name roles. */
  public Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("an open route has no caller"));
  }

  /** Who asks, if somebody is known to; for routes that browsers come to without a session too. */
  public Optional<Caller> callerIfAny() {
    return caller;
  }

  /** The decoded segments of the path, those too that a variable takes several of. */
  public List<String> segments() {
    return RequestUri.parse(request.rawPath(), "").segments();
  }

  /** All parameters of the query, decoded. */
  public Map<String, String> query() {
    return query;
  }

  /** Who asks, as the ledger and jobs name them. Only for routes that name roles. */
  public String actor() {
    return caller().objectId().toString();
  }

  /** A variable segment of the path. */
  public String path(String name) {
    return Optional.ofNullable(parameters.get(name)).orElseThrow();
  }

  /** A variable segment that must be a GUID; anything else gets the 404 of an absent object. */
  public UUID pathId(String name) {
    try {
      return UUID.fromString(path(name));
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.notFound();
    }
  }

  @Override
  public Optional<String> query(String name) {
    assert shape.allowsQuery(name) : "the route does not name the parameter " + name;
    return Optional.ofNullable(query.get(name));
  }

  /** A request header. */
  public Optional<String> header(String name) {
    return request.header(name);
  }

  /**
   * The fields of a form body. Only the URL-encoded kind is taken. A body without a type is taken
   * for one, because the vendor's library for Java asks for device codes so.
   */
  public FormBody form() {
    String type = header("Content-Type").orElse(FormBody.MEDIA_TYPE);
    if (!isOf(type, FormBody.MEDIA_TYPE)) {
      throw ProblemException.badRequest("the body must be of the type " + FormBody.MEDIA_TYPE);
    }
    return form(body -> FormBody.parse(new String(body, StandardCharsets.UTF_8)));
  }

  /**
   * The fields of a form body that may have a file. The server's own reading of a multipart body
   * has no bound and puts secrets into temporary files; here all of it is in memory, within the
   * route's bound.
   */
  public FormBody formWithFile() {
    Optional<String> type = header("Content-Type").filter(one -> isOf(one, FormBody.MULTIPART));
    return type.isPresent() ? form(body -> FormBody.parseMultipart(type.get(), body)) : form();
  }

  private static boolean isOf(String type, String mediaType) {
    return type.toLowerCase(Locale.ROOT).startsWith(mediaType);
  }

  private FormBody form(Function<byte[], FormBody> reading) {
    byte[] body = wholeBody();
    try {
      return reading.apply(body);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  /** The length that the client announced, or -1. */
  public long contentLength() {
    return request.bodyLength();
  }

  /** The body as it comes in; reading past the route's bound ends the request with 413. */
  public InputStream body() {
    return new BoundedBody(request.body(), maxBodyBytes);
  }

  /**
   * The JSON body, read as a record.
   *
   * @throws ProblemException with status 400 if it is not JSON, lacks a member that is {@link
   *     Required}, has one that {@code type} has not, or one of another kind
   */
  public <T extends Record> T json(Class<T> type) {
    assert shape.allowsJson(type) : "the route does not take " + type;
    byte[] body = wholeBody();
    try {
      return RequestJson.read(body, type);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private byte[] wholeBody() {
    return request.body(Math.toIntExact(maxBodyBytes));
  }

  /** The address of the peer. */
  public String remoteAddress() {
    return request.remoteAddress();
  }

  /** Sets a response header. */
  public void setHeader(String name, String value) {
    response.header(name, value);
  }

  /** Answers without a body. */
  public void reply(int answered) {
    assert shape.allowsEmptyAnswer(answered) : "the route does not give %d".formatted(answered);
    status = answered;
    answer = NO_BODY;
  }

  /** Answers with JSON. */
  public void reply(int answered, Object value) throws IOException {
    assert shape.allowsAnswer(answered, value)
        : "the route does not give %s with %d".formatted(value.getClass(), answered);
    answer(answered, Shape.JSON, Json.MAPPER.writeValueAsBytes(value));
  }

  /** Answers with a 200. */
  public void reply(Reply reply) {
    reply.headers().forEach(this::setHeader);
    reply(200, reply.mediaType(), reply.bytes());
  }

  /** Answers with the bytes given. */
  public void reply(int answered, String contentType, byte[] body) {
    assert allows(answered, contentType);
    answer(answered, contentType, body);
  }

  private void answer(int answered, String contentType, byte[] body) {
    response.header("Content-Type", contentType);
    status = answered;
    answer = body;
  }

  /** Starts an answer that is written as a stream of exactly {@code length} bytes. */
  public OutputStream replyStream(int answered, String contentType, long length)
      throws IOException {
    assert allows(answered, contentType);
    response.header("Content-Type", contentType);
    return response.stream(answered, length);
  }

  /** Starts an answer that stays open when the handler is done. */
  public OpenAnswer open(String contentType) {
    assert allows(200, contentType);
    response.header("Content-Type", contentType);
    return response.open(200);
  }

  /** Whether the headers of the answer alone are asked for. */
  public boolean isHead() {
    return request.method().equals("HEAD");
  }

  private boolean allows(int answered, String contentType) {
    assert shape.allowsAnswer(answered, contentType)
        : "the route does not give %s with %d".formatted(contentType, answered);
    return true;
  }

  /** Sends what was replied, once the handler is done and nothing can go wrong any more. */
  void send() {
    if (response.status() == 0) {
      response.send(status, answer);
    }
  }
}
