package dev.freehold.console.screen;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.console.api.Api;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.frame.ConsolePerson;
import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request for a page: what stands in its address, and what its person may ask the API. Used by
 * one thread.
 *
 * @param api the API, as the person may use it
 * @param person who asks
 * @param texts of the pages
 * @param parameters what stands in the path for its variables
 * @param query the decoded query
 * @param refused why the API refused the form of this page, if it just did
 * @param form what was submitted, if something was
 */
public record Visit(
    Api api,
    ConsolePerson person,
    ConsoleTexts texts,
    Map<String, String> parameters,
    Map<String, String> query,
    Optional<Problem> refused,
    Optional<FormBody> form) {

  /** What the paths of all resources begin with. */
  public static final String API = "/api/v1";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Copies the maps. */
  public Visit {
    parameters = Map.copyOf(parameters);
    query = Map.copyOf(query);
  }

  /** A variable segment of the path. */
  public String path(String name) {
    return Optional.ofNullable(parameters.get(name)).orElseThrow();
  }

  /** The same, encoded for another path. */
  public String segment(String name) {
    return RequestUri.encode(path(name));
  }

  /** A parameter of the query that is not empty. */
  public Optional<String> asked(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** What the refused form had in this field, to be shown again; empty without such a form. */
  public String entered(String field) {
    return form.flatMap(fields -> fields.field(field)).orElse("");
  }

  /**
   * Reads from the API.
   *
   * @param path below {@code /api/v1}, percent-encoded
   * @throws RefusedException if it refuses
   */
  public <T> T get(Class<T> type, String path) {
    return get(type, path, Map.of());
  }

  /** The same with a query. */
  public <T> T get(Class<T> type, String path, Map<String, String> parameters) {
    return parsed(type, done(api.call(ApiCall.get(API + path, RequestUri.query(parameters)))));
  }

  /** Reads from the API if the person may, and if there is something. */
  public <T> Optional<T> find(Class<T> type, String path) {
    return find(type, path, Map.of());
  }

  /** The same with a query. */
  public <T> Optional<T> find(Class<T> type, String path, Map<String, String> parameters) {
    if (!mayGet(path)) {
      return Optional.empty();
    }
    return switch (api.call(ApiCall.get(API + path, RequestUri.query(parameters)))) {
      case ApiAnswer.Done answer -> Optional.of(parsed(type, answer));
      case ApiAnswer.Refused refused when refused.problem().status() == 404 -> Optional.empty();
      case ApiAnswer.Refused refused -> throw new RefusedException(refused.problem());
    };
  }

  /** Whether the person may read this. */
  public boolean mayGet(String path) {
    return api.allows("GET", API + path);
  }

  /** Whether the person may do this. */
  public boolean may(String method, String path) {
    return api.allows(method, API + path);
  }

  /**
   * Asks the API to do something.
   *
   * @param body becomes JSON
   * @throws RefusedException if it refuses
   */
  public ApiAnswer.Done send(String method, String path, Object body) {
    try {
      byte[] json = JSON.writeValueAsBytes(body);
      return done(api.call(new ApiCall(method, API + path, "", Optional.of(json))));
    } catch (IOException impossible) {
      throw new UncheckedIOException("what a form says has a form in JSON", impossible);
    }
  }

  /**
   * Asks the API to take a text as it is.
   *
   * @throws RefusedException if it refuses
   */
  public ApiAnswer.Done sendText(String method, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return done(api.call(new ApiCall(method, API + path, "", Optional.of(bytes))));
  }

  /**
   * Reads something from the API that is no JSON.
   *
   * @param query percent-encoded
   * @throws RefusedException if it refuses
   */
  public ApiAnswer.Done fetch(String path, String query) {
    return done(api.call(ApiCall.get(API + path, query)));
  }

  /** Asks the API to do something, without a body. */
  public ApiAnswer.Done send(String method, String path) {
    return done(api.call(new ApiCall(method, API + path, "", Optional.empty())));
  }

  /**
   * The same with a query.
   *
   * @param query percent-encoded
   */
  public ApiAnswer.Done sendQuery(String method, String path, String query) {
    return done(api.call(new ApiCall(method, API + path, query, Optional.empty())));
  }

  /** Reads the JSON of an answer. */
  public <T> T parsed(Class<T> type, ApiAnswer.Done answer) {
    try {
      return JSON.readValue(answer.bytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException("the API answers with JSON here", e);
    }
  }

  private static ApiAnswer.Done done(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done done -> done;
      case ApiAnswer.Refused refused -> throw new RefusedException(refused.problem());
    };
  }
}
