package dev.freehold.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The form of a route's requests and answers, as the OpenAPI document states it. Tests, which run
 * with assertions, fail if a handler reads or answers anything else. Immutable.
 *
 * @param parts the statements
 */
public record Shape(List<Part> parts) {

  /** The media type of most bodies. */
  public static final String JSON = "application/json";

  /** Bytes of no kind that the route names. */
  public static final String BYTES = "application/octet-stream";

  /** Of routes that no document describes; nothing is compared. */
  public static final Shape UNSAID = new Shape(List.of());

  /** Copies the parts. */
  public Shape {
    parts = List.copyOf(parts);
  }

  /** One statement about a route. */
  public sealed interface Part permits Takes, Gives, QueryParameter {}

  /**
   * A body that the route reads.
   *
   * @param mediaType of the body
   * @param type the Java type of the JSON; empty for other bodies
   * @param isRequired whether a request without a body is refused
   */
  public record Takes(String mediaType, Optional<Class<?>> type, boolean isRequired)
      implements Part {}

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param mediaType of the body; empty if there is none
   * @param types the possible Java types of the JSON
   */
  public record Gives(int status, Optional<String> mediaType, List<Class<?>> types)
      implements Part {

    boolean is(Object value) {
      return types.stream().anyMatch(type -> type.isInstance(value));
    }
  }

  /** JSON in the body. */
  public static Part takes(Class<?> type) {
    return new Takes(JSON, Optional.of(type), true);
  }

  /** JSON in the body, which may be left out. */
  public static Part mayTake(Class<?> type) {
    return new Takes(JSON, Optional.of(type), false);
  }

  /** A body that is no JSON. */
  public static Part takes(String mediaType) {
    return new Takes(mediaType, Optional.empty(), true);
  }

  /** JSON with the status 200. */
  public static Part gives(Class<?> type) {
    return gives(200, type);
  }

  /** JSON, written from one of the types. */
  public static Part gives(int status, Class<?>... types) {
    Optional<String> mediaType = types.length == 0 ? Optional.empty() : Optional.of(JSON);
    return new Gives(status, mediaType, Arrays.asList(types));
  }

  /** A body that is no JSON, or whose JSON the document does not describe. */
  public static Part gives(int status, String mediaType) {
    return new Gives(status, Optional.of(mediaType), List.of());
  }

  /** The body that is read, if one is. */
  public Optional<Takes> body() {
    return parts(Takes.class).findFirst();
  }

  /** The answers, but for problems. */
  public List<Gives> answers() {
    return parts(Gives.class).toList();
  }

  /** The query parameters. */
  public List<QueryParameter> query() {
    return parts(QueryParameter.class).toList();
  }

  private <P extends Part> Stream<P> parts(Class<P> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast);
  }

  boolean isUnsaid() {
    return parts.isEmpty();
  }

  boolean allowsJson(Class<?> read) {
    return isUnsaid() || body().flatMap(Takes::type).filter(read::equals).isPresent();
  }

  boolean allowsQuery(String name) {
    return isUnsaid() || query().stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  boolean allowsAnswer(int status, Object value) {
    return isFree(status) || answers(status).anyMatch(answer -> answer.is(value));
  }

  boolean allowsAnswer(int status, String mediaType) {
    String bare = mediaType.split(";", 2)[0];
    return isFree(status)
        || answers(status).anyMatch(answer -> answer.mediaType().equals(Optional.of(bare)));
  }

  boolean allowsEmptyAnswer(int status) {
    return isFree(status) || answers(status).anyMatch(answer -> answer.mediaType().isEmpty());
  }

  /** Refusals that are no problems have the forms of others' protocols. */
  private boolean isFree(int status) {
    return isUnsaid() || status >= 400;
  }

  private Stream<Gives> answers(int status) {
    return answers().stream().filter(answer -> answer.status() == status);
  }
}
