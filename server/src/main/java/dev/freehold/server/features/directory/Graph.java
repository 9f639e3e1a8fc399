package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.DirectorySearch;
import dev.freehold.custody.people.Users;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The directory of one tenant as clients of Microsoft Graph read it: names of people and programs
 * for object ids, and object ids for names. Thread-safe.
 */
final class Graph {

  /** Objects that are looked up at a time. */
  static final int MAX_IDS = 100;

  static final Set<String> DISPLAY_NAME = Set.of("displayName");
  private static final Set<String> USER_NAMES = Set.of("userPrincipalName", "mail");
  private static final Set<String> APP_ID = Set.of("appId");

  private final Users users;
  private final Identities identities;
  private final DirectorySearch search;

  /** Reads {@code users} and {@code identities}, and looks for names with {@code search}. */
  Graph(Users users, Identities identities, DirectorySearch search) {
    this.users = users;
    this.identities = identities;
    this.search = search;
  }

  /** A person by object id or user principal name. */
  Optional<Person> user(UUID tenantId, String idOrName) {
    return users.find(tenantId, idOrName).map(Person::of);
  }

  /**
   * A page of the people, in the order of their user principal names.
   *
   * @param filter one of {@code displayName}, {@code userPrincipalName} or {@code mail}; absent for
   *     everybody
   * @param after the user principal name after which the page begins; empty for the first one
   * @return nothing for another filter
   */
  Optional<List<Person>> users(UUID tenantId, Optional<GraphFilter> filter, String after, int max) {
    if (filter.isEmpty()) {
      return people(users.list(tenantId, after, max));
    }
    GraphFilter wanted = filter.get();
    if (wanted.isOf(DISPLAY_NAME)) {
      return people(search.people(tenantId, wanted.name(), after, max));
    }
    return wanted.isOf(USER_NAMES) && !wanted.isStart()
        ? people(users.find(tenantId, wanted.value()).stream().toList())
        : Optional.empty();
  }

  private static Optional<List<Person>> people(List<User> found) {
    return Optional.of(found.stream().map(Person::of).toList());
  }

  /**
   * A page of the programs, in the order of their object ids.
   *
   * @param filter one of {@code appId} or {@code displayName}; absent for all programs
   * @param after the object id after which the page begins
   * @return nothing for another filter
   */
  Optional<List<Program>> programs(
      UUID tenantId, Optional<GraphFilter> filter, UUID after, int max) {
    if (filter.isEmpty()) {
      return programs(search.programs(tenantId, SoughtName.ANY, after, max));
    }
    GraphFilter wanted = filter.get();
    if (wanted.isOf(DISPLAY_NAME)) {
      return programs(search.programs(tenantId, wanted.name(), after, max));
    }
    return wanted.isOf(APP_ID) && !wanted.isStart()
        ? programs(
            id(wanted.value()).flatMap(id -> identities.findByAppId(tenantId, id)).stream()
                .toList())
        : Optional.empty();
  }

  private static Optional<List<Program>> programs(List<Identity> found) {
    return Optional.of(found.stream().map(Program::of).toList());
  }

  /** A program by object id. */
  Optional<Program> program(UUID tenantId, String objectId) {
    return id(objectId)
        .flatMap(id -> identities.find(tenantId, id))
        .filter(Graph::isProgram)
        .map(Program::of);
  }

  /**
   * The objects of these ids; what is not there, or another tenant's, is left out.
   *
   * @param types the kinds that are wanted, {@code user}, {@code servicePrincipal} and {@code
   *     group}; all if empty
   */
  List<Object> objects(UUID tenantId, List<String> ids, List<String> types) {
    Set<UUID> wanted = new HashSet<>();
    ids.forEach(text -> id(text).ifPresent(wanted::add));
    List<Object> found = new ArrayList<>();
    if (types.isEmpty() || types.contains("user")) {
      users.find(tenantId, wanted).stream().map(TypedPerson::of).forEach(found::add);
    }
    List<Identity> others =
        identities.find(tenantId, wanted).stream()
            .filter(identity -> identity.kind() != Identity.Kind.USER)
            .filter(identity -> types.isEmpty() || types.contains(word(identity)))
            .toList();
    found.addAll(typed(tenantId, others));
    return found;
  }

  /** Objects with the names of their types, in the same order. */
  List<Object> typed(UUID tenantId, List<Identity> all) {
    Map<UUID, User> people = new HashMap<>();
    users
        .find(
            tenantId,
            all.stream()
                .filter(identity -> identity.kind() == Identity.Kind.USER)
                .map(Identity::objectId)
                .toList())
        .forEach(user -> people.put(user.identity().objectId(), user));
    return all.stream().<Object>map(identity -> typed(identity, people)).toList();
  }

  private static Object typed(Identity identity, Map<UUID, User> people) {
    return switch (identity.kind()) {
      case USER ->
          people.containsKey(identity.objectId())
              ? TypedPerson.of(people.get(identity.objectId()))
              : new TypedPerson(
                  "#microsoft.graph.user", identity.objectId(), identity.displayName(), null);
      case APPLICATION, WORKLOAD -> TypedProgram.of(identity);
      case GROUP ->
          new TypedGroup("#microsoft.graph.group", identity.objectId(), identity.displayName());
    };
  }

  private static String word(Identity identity) {
    return isProgram(identity) ? "servicePrincipal" : "group";
  }

  private static boolean isProgram(Identity identity) {
    return switch (identity.kind()) {
      case APPLICATION, WORKLOAD -> true;
      case USER, GROUP -> false;
    };
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** A person. */
  record Person(UUID id, String displayName, String userPrincipalName) {
    private static Person of(User user) {
      return new Person(
          user.identity().objectId(), user.identity().displayName(), user.userPrincipalName());
    }
  }

  /** An application or a part of the service. */
  record Program(UUID id, UUID appId, String displayName) {
    private static Program of(Identity identity) {
      return new Program(identity.objectId(), identity.appId(), identity.displayName());
    }
  }

  /** A group. */
  record Group(
      UUID id,
      String displayName,
      String mailNickname,
      boolean mailEnabled,
      boolean securityEnabled,
      String createdDateTime) {
    static Group of(Identity identity) {
      return new Group(
          identity.objectId(),
          identity.displayName(),
          null,
          false,
          true,
          identity.createdAt().toString());
    }
  }

  private record TypedGroup(
      @JsonProperty("@odata.type") String type, UUID id, String displayName) {}

  private record TypedPerson(
      @JsonProperty("@odata.type") String type,
      UUID id,
      String displayName,
      String userPrincipalName) {
    private static TypedPerson of(User user) {
      Person person = Person.of(user);
      return new TypedPerson(
          "#microsoft.graph.user", person.id, person.displayName, person.userPrincipalName);
    }
  }

  private record TypedProgram(
      @JsonProperty("@odata.type") String type, UUID id, String displayName, UUID appId) {
    private static TypedProgram of(Identity identity) {
      return new TypedProgram(
          "#microsoft.graph.servicePrincipal",
          identity.objectId(),
          identity.displayName(),
          identity.appId());
    }
  }
}
