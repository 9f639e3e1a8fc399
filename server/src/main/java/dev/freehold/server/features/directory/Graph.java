package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory of one tenant as clients of Microsoft Graph read it: names of people and programs
 * for object ids, and object ids for names. Thread-safe.
 */
final class Graph {

  /** Objects that are looked up at a time. */
  static final int MAX_IDS = 100;

  private static final int MAX_NAMESAKES = 100;
  private static final int MAX_FILTER_CHARS = 512;
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*(appId|displayName)\\s+eq\\s+'((?:[^']|'')*)'\\s*");

  private final Users users;
  private final Identities identities;

  /** Reads {@code users} and {@code identities}. */
  Graph(Users users, Identities identities) {
    this.users = users;
    this.identities = identities;
  }

  /** A person by object id or user principal name. */
  Optional<Person> user(UUID tenantId, String idOrName) {
    return users.find(tenantId, idOrName).map(Person::of);
  }

  /**
   * The programs that a filter of the form {@code appId eq 'GUID'} or {@code displayName eq 'NAME'}
   * describes; nothing for another filter.
   */
  Optional<List<Program>> programs(UUID tenantId, String filter) {
    Matcher equality = EQUALITY.matcher(filter);
    if (filter.length() > MAX_FILTER_CHARS || !equality.matches()) {
      return Optional.empty();
    }
    String value = equality.group(2).replace("''", "'");
    Collection<Identity> found =
        equality.group(1).equals("appId")
            ? id(value).flatMap(id -> identities.findByAppId(tenantId, id)).stream().toList()
            : identities.clientsByName(tenantId, value, MAX_NAMESAKES);
    return Optional.of(found.stream().map(Program::of).toList());
  }

  /**
   * The objects of these ids; what is not there, or another tenant's, is left out.
   *
   * @param types the kinds that are wanted, {@code user} and {@code servicePrincipal}; all if empty
   */
  List<Object> objects(UUID tenantId, List<String> ids, List<String> types) {
    Set<UUID> wanted = new HashSet<>();
    ids.forEach(text -> id(text).ifPresent(wanted::add));
    List<Object> found = new ArrayList<>();
    if (types.isEmpty() || types.contains("user")) {
      users.find(tenantId, wanted).stream().map(TypedPerson::of).forEach(found::add);
    }
    if (types.isEmpty() || types.contains("servicePrincipal")) {
      identities.find(tenantId, wanted).stream()
          .filter(identity -> identity.kind() != Identity.Kind.USER)
          .map(TypedProgram::of)
          .forEach(found::add);
    }
    return found;
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
