package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The people, programs and groups to whom vaults give rights, as the directory knows them. */
final class VaultPrincipals {

  private static final String GRAPH = "/graph/v1.0";
  private static final String BY_IDS = GRAPH + "/directoryObjects/getByIds";

  /** A tenant has no more groups, and a group no more members. */
  private static final String ALL = "$top=1000";

  /** Graph's refusals are answers in a form of their own. */
  private static final int OK = 200;

  /** How many the directory looks up at a time. */
  private static final int MAX_IDS = 100;

  private static final int MAX_NAMES = 1_000;

  private final Visit visit;

  VaultPrincipals(Visit visit) {
    this.visit = visit;
  }

  /** The names of people, programs and groups; an id that nobody has stays an id. */
  Map<String, String> names(Collection<String> ids) {
    Map<String, String> names = new HashMap<>();
    ids.forEach(id -> names.put(id, id));
    List<String> wanted = ids.stream().distinct().limit(MAX_NAMES).toList();
    for (int from = 0; from < wanted.size(); from += MAX_IDS) {
      objects(wanted.subList(from, Math.min(from + MAX_IDS, wanted.size())))
          .filter(object -> object.displayName() != null)
          .forEach(object -> names.put(object.id(), object.displayName()));
    }
    return names;
  }

  private Stream<DirectoryObject> objects(List<String> ids) {
    ApiCall call =
        new ApiCall("POST", BY_IDS, "", Optional.of(VaultReader.json(Map.of("ids", ids))));
    return answer(DirectoryObjects.class, call).stream().flatMap(found -> found.all().stream());
  }

  /** Who has this id; somebody without a name if nobody has it any more. */
  DirectoryObject of(String id) {
    return objects(List.of(id))
        .filter(object -> object.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseGet(() -> new DirectoryObject(null, id, null, null, null));
  }

  /**
   * Whom a person means by a sign-in name, the name of a program or group, or an id.
   *
   * @throws RefusedException if there is nobody, or if there are several
   */
  DirectoryObject require(String text) {
    if (isId(text)) {
      return of(text);
    }
    List<DirectoryObject> found = text.contains("@") ? person(text) : named(text);
    if (found.size() > 1) {
      throw refused(409, "several-found", "vault-access.several");
    }
    return found.stream()
        .findFirst()
        .map(object -> Optional.of(of(object.id())).filter(DirectoryObject::isThere).orElse(object))
        .orElseThrow(() -> refused(404, "nobody-found", "vault-access.nobody"));
  }

  private RefusedException refused(int status, String code, String text) {
    return new RefusedException(new Problem(status, code, visit.texts().of(text)));
  }

  private List<DirectoryObject> person(String name) {
    return answer(
            DirectoryObject.class, ApiCall.get(GRAPH + "/users/" + RequestUri.encode(name), ""))
        .stream()
        .toList();
  }

  private List<DirectoryObject> named(String name) {
    String filter =
        "$filter=" + RequestUri.encode("displayName eq '%s'".formatted(name.replace("'", "''")));
    return Stream.of("/servicePrincipals", "/groups")
        .flatMap(
            list ->
                answer(DirectoryObjects.class, ApiCall.get(GRAPH + list, filter)).stream()
                    .flatMap(found -> found.all().stream()))
        .toList();
  }

  static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /** The names of all groups by their ids; empty for those who may not see groups. */
  Optional<Map<String, String>> groups() {
    return answer(DirectoryObjects.class, ApiCall.get(GRAPH + "/groups", ALL))
        .map(
            found -> {
              Map<String, String> names = new HashMap<>();
              found.all().forEach(group -> names.put(group.id(), group.displayName()));
              return names;
            });
  }

  /** Whether somebody is in a group; empty for those who may not see its members. */
  Optional<Boolean> isMember(String group, String principal) {
    String path = "%s/groups/%s/members".formatted(GRAPH, RequestUri.encode(group));
    return answer(DirectoryObjects.class, ApiCall.get(path, ALL))
        .map(
            found ->
                found.all().stream().anyMatch(member -> member.id().equalsIgnoreCase(principal)));
  }

  private <T> Optional<T> answer(Class<T> type, ApiCall call) {
    return visit.api().call(call) instanceof ApiAnswer.Done done && done.status() == OK
        ? Optional.of(visit.parsed(type, done))
        : Optional.empty();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DirectoryObjects(List<DirectoryObject> value) {
    /** Those that there are. */
    List<DirectoryObject> all() {
      return value == null ? List.of() : value;
    }
  }

  /**
   * Somebody in the directory.
   *
   * @param type in the words of Graph
   * @param appId of a program
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DirectoryObject(
      @JsonProperty("@odata.type") String type,
      String id,
      String displayName,
      String userPrincipalName,
      String appId) {

    private static final String PREFIX = "#microsoft.graph.";

    /** How people call it; the id if nobody has it. */
    String name() {
      return userPrincipalName != null ? userPrincipalName : displayName != null ? displayName : id;
    }

    /** Whether anybody has the id. */
    boolean isThere() {
      return displayName != null;
    }

    /** What kind of principal, as assignments of roles say it. */
    String kind() {
      if (type == null || !type.startsWith(PREFIX)) {
        return "Unknown";
      }
      String word = type.substring(PREFIX.length());
      return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
  }
}
