package dev.freehold.shell.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's API in memory: routes that answer, and a log of what was asked. */
public final class FakeApi implements Rest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A request to a route. */
  public record Request(Matcher path, String query, JsonNode body) {

    /** What a group of the route's pattern matched, decoded. */
    public String group(int number) {
      return decoded(path.group(number));
    }

    /** A value of the query. */
    public Optional<String> query(String name) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return Optional.of(decoded(pair.substring(name.length() + 1)));
        }
      }
      return Optional.empty();
    }
  }

  /** What a route does. */
  @FunctionalInterface
  public interface Handler {
    JsonNode answer(Request request);
  }

  private record Route(String method, Pattern path, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  public final List<String> log = new ArrayList<>();

  /** Adds a route; later ones go before earlier ones. */
  public void on(String method, String path, Handler handler) {
    routes.addFirst(new Route(method, Pattern.compile(path), handler));
  }

  /** Adds a route with one answer. */
  public void answers(String method, String path, String json) {
    on(method, path, request -> json(json));
  }

  /** JSON with apostrophes for quotes. */
  public static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** What a server refuses. */
  public static RemoteException refusal(int status, String code, String message) {
    return new RemoteException(RemoteException.Kind.REFUSED, status, code, message, "");
  }

  @Override
  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  @Override
  public JsonNode send(String method, String path, JsonNode body) {
    log.add(method + " " + decoded(path) + (body == null ? "" : " " + body));
    int mark = path.indexOf('?');
    String bare = mark < 0 ? path : path.substring(0, mark);
    String query = mark < 0 ? "" : path.substring(mark + 1);
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(bare);
      if (route.method().equals(method) && matcher.matches()) {
        return route.handler().answer(new Request(matcher, query, body));
      }
    }
    throw new AssertionError("no route for " + method + " " + bare);
  }

  /** The requests that change something. */
  public List<String> changes() {
    return log.stream().filter(line -> !line.startsWith("GET ")).toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
