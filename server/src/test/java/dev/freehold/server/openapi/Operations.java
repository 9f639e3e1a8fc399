package dev.freehold.server.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.http.Shape;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a route as an operation of the document. */
final class Operations {

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)(\\.\\.\\.)?}");
  private static final String API = "/api/v1/";

  private final Schemas schemas;

  Operations(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The path as OpenAPI writes it, which has no parameters of several segments. */
  static String path(Route<Admission, Handler> route) {
    return route.path().toString().replace("...}", "}");
  }

  /** The area of a route: the first word of its path, in a form for people. */
  static String tag(Route<Admission, Handler> route) {
    String path = route.path().toString();
    if (path.startsWith(API)) {
      String word = path.substring(API.length()).split("/", 2)[0].replace('-', ' ');
      return word.substring(0, 1).toUpperCase(Locale.ROOT)
          + word.substring(1).replace("multi workload", "multi-workload");
    }
    if (path.startsWith("/graph/")) {
      return "Graph";
    }
    return switch (path) {
      case "/openapi.json" -> "Document";
      case "/purge-signing" -> "Purge signing";
      default -> "Sign-in";
    };
  }

  /** Where the routes of its area are. */
  static String place(Route<Admission, Handler> route) {
    String path = route.path().toString();
    return path.startsWith(API)
        ? "Below %s%s.".formatted(API, path.substring(API.length()).split("/", 2)[0])
        : "Beside %s: what the protocols of others, or browsers, ask for.".formatted(API);
  }

  /** The operation's words in camel case. */
  static String id(Route<Admission, Handler> route) {
    String[] words = route.operation().replaceAll("['’]", "").split("[^A-Za-z0-9]+");
    StringBuilder id = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
    for (String word : List.of(words).subList(1, words.length)) {
      id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return id.toString();
  }

  ObjectNode of(Route<Admission, Handler> route) {
    Shape shape = route.handler().shape();
    ObjectNode operation = Json.MAPPER.createObjectNode();
    operation.putArray("tags").add(tag(route));
    operation.put("summary", route.operation());
    operation.put("description", description(route.access()));
    operation.put("operationId", id(route));
    admission(operation, route.access());
    operation.put("x-freehold-max-body-bytes", route.maxBodyBytes());
    operation.put("x-freehold-timeout-seconds", route.timeout().toSeconds());
    parameters(operation, route, shape);
    shape.body().ifPresent(body -> requestBody(operation, body));
    ObjectNode responses = operation.putObject("responses");
    shape.answers().forEach(answer -> response(responses, answer));
    refusals(responses, route);
    return operation;
  }

  private static String description(Admission access) {
    return switch (access.standing()) {
      case ANYONE -> "For anyone, without a token.";
      case BROWSER -> "For browsers, with a session's cookie or without.";
      case TOKEN ->
          "For callers whose token names " + roles(access) + ", even if it is not so now.";
      case CURRENT ->
          "For callers who have "
              + roles(access)
              + " now"
              + (access.isFresh() ? "; people have to have signed in a short while ago." : ".");
    };
  }

  private static String roles(Admission access) {
    String roles =
        access.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    String any = access.roles().size() == 1 ? "the role " : "one of the roles ";
    return any + roles + (access.plainUsers() ? ", or no role at all" : "");
  }

  private static void admission(ObjectNode operation, Admission access) {
    ArrayNode security = operation.putArray("security");
    if (!access.roles().isEmpty()) {
      security.addObject().putArray("token");
      ArrayNode roles = operation.putArray("x-freehold-roles");
      access.roles().stream().sorted().map(Role::name).forEach(roles::add);
      operation.put("x-freehold-plain-users", access.plainUsers());
      operation.put("x-freehold-fresh", access.isFresh());
    }
    operation.put("x-freehold-standing", access.standing().name().toLowerCase(Locale.ROOT));
  }

  private static void parameters(
      ObjectNode operation, Route<Admission, Handler> route, Shape shape) {
    ArrayNode parameters = Json.MAPPER.createArrayNode();
    Matcher names = PARAMETER.matcher(route.path().toString());
    while (names.find()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", names.group(1)).put("in", "path").put("required", true);
      if (names.group(2) != null) {
        parameter.put("description", "The rest of the path, with its slashes as they are.");
      }
      parameter.putObject("schema").put("type", "string");
    }
    shape.query().forEach(asked -> query(parameters.addObject(), asked));
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private static void query(ObjectNode parameter, QueryParameter asked) {
    parameter.put("name", asked.name()).put("in", "query").put("description", asked.meaning());
    ObjectNode schema = parameter.putObject("schema");
    switch (asked.kind()) {
      case TEXT -> schema.put("type", "string");
      case BOOLEAN -> schema.put("type", "boolean");
      case GUID -> schema.put("type", "string").put("format", "uuid");
      case MOMENT -> schema.put("type", "string").putArray("examples").add("2026-03-01T08:30:00Z");
      case NUMBER ->
          schema
              .put("type", "integer")
              .put("format", asked.max() > Integer.MAX_VALUE ? "int64" : "int32")
              .put("minimum", asked.min())
              .put("maximum", asked.max());
    }
    if (!asked.words().isEmpty()) {
      ArrayNode words = schema.putArray("enum");
      asked.words().forEach(words::add);
    }
  }

  private void requestBody(ObjectNode operation, Shape.Takes body) {
    ObjectNode request = operation.putObject("requestBody");
    request.put("required", body.isRequired());
    ObjectNode content = request.putObject("content").putObject(body.mediaType());
    body.type().ifPresent(type -> content.set("schema", schemas.reference(type)));
  }

  private void response(ObjectNode responses, Shape.Gives answer) {
    String status = Integer.toString(answer.status());
    ObjectNode response =
        responses.has(status) ? (ObjectNode) responses.get(status) : responses.putObject(status);
    response.put("description", answer.status() < 400 ? "Done." : "Refused, or not so.");
    answer
        .mediaType()
        .ifPresent(
            mediaType -> {
              ObjectNode content = response.withObject("/content").putObject(mediaType);
              if (answer.types().size() == 1) {
                content.set("schema", schemas.reference(answer.types().getFirst()));
              } else if (mediaType.equals(Shape.JSON)) {
                content.putObject("schema");
              }
            });
  }

  private static void refusals(ObjectNode responses, Route<Admission, Handler> route) {
    refusal(responses, "400", "BadRequest");
    if (!route.access().roles().isEmpty()) {
      refusal(responses, "401", "Unauthorized");
      refusal(responses, "403", "Forbidden");
    }
    if (route.path().toString().contains("{")) {
      refusal(responses, "404", "NotFound");
    }
    refusal(responses, "405", "MethodNotAllowed");
    refusal(responses, "413", "ContentTooLarge");
    refusal(responses, "429", "TooManyRequests");
    refusal(responses, "503", "ServiceUnavailable");
    refusal(responses, "default", "Problem");
  }

  /** A route's own form of a refusal stands beside the problem, which comes from the gate. */
  private static void refusal(ObjectNode responses, String status, String name) {
    if (responses.get(status) instanceof ObjectNode own) {
      own.withObject("/content").set(Problem.MEDIA_TYPE, OpenApiDocument.problem());
    } else {
      responses.putObject(status).put("$ref", "#/components/responses/" + name);
    }
  }
}
