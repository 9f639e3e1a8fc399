package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.api.VaultCall;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks vaults and what administers them, in the name of whoever visits a page. */
public final class VaultReader {

  /** The version of the API of vaults that the pages speak. */
  static final String KEYS = "api-version=7.5";

  /** The version of the API that administers them. */
  static final String MANAGEMENT = "api-version=2023-07-01";

  private static final String SUBSCRIPTIONS = "/subscriptions?api-version=2022-12-01";
  private static final String ROLES = "api-version=2022-04-01";
  private static final int MAX_SUBSCRIPTIONS = 20;

  /** Graph's refusals are answers in a form of their own. */
  private static final int OK = 200;

  private static final int NOT_FOUND = 404;
  private static final int MAX_NAMES = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Visit visit;
  private final VaultApi vaults;

  VaultReader(Visit visit) {
    this.visit = visit;
    this.vaults = visit.api().vaults();
  }

  /** What a vault gave, or why it did not. */
  public record Asked<T>(Optional<T> value, Optional<Problem> refused) {}

  /** A vault with the name of what it belongs to. */
  public record Found(VaultModels.VaultResource vault, String subscription) {}

  /** Where the vaults are; empty if this server has none. */
  Optional<String> domain() {
    return vaults.domain();
  }

  /** The address of a vault. */
  String address(String vault) {
    return "https://%s.%s".formatted(vault, domain().orElse("vault"));
  }

  /** All vaults that the person may administer, by name. */
  List<Found> all() {
    List<Found> all = new ArrayList<>();
    get(VaultModels.Subscriptions.class, Optional.empty(), SUBSCRIPTIONS).value().stream()
        .limit(MAX_SUBSCRIPTIONS)
        .forEach(
            subscription ->
                ask(
                        VaultModels.VaultList.class,
                        Optional.empty(),
                        "/subscriptions/%s/providers/Microsoft.KeyVault/vaults?%s"
                            .formatted(subscription.subscriptionId(), MANAGEMENT))
                    .value()
                    .ifPresent(
                        list ->
                            list.value()
                                .forEach(
                                    vault ->
                                        all.add(new Found(vault, subscription.displayName())))));
    return all;
  }

  /** One of them. */
  Optional<VaultModels.VaultResource> find(String name) {
    return all().stream()
        .map(Found::vault)
        .filter(vault -> vault.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The roles that people have for a vault, with the names of the roles by their ids. */
  Asked<VaultModels.Assignments> roles(VaultModels.VaultResource vault, String what) {
    return ask(
        VaultModels.Assignments.class,
        Optional.empty(),
        "%s/providers/Microsoft.Authorization/%s?%s".formatted(vault.id(), what, ROLES));
  }

  /**
   * Goes on unless there is nothing to show.
   *
   * @throws RefusedException with {@code refused} if it says so
   */
  static void requireThere(Optional<Problem> refused) {
    refused
        .filter(problem -> problem.status() == NOT_FOUND)
        .ifPresent(
            problem -> {
              throw new RefusedException(problem);
            });
  }

  /** Reads; a refusal is part of what is shown. */
  <T> Asked<T> ask(Class<T> type, Optional<String> vault, String path) {
    return switch (vaults.call(new VaultCall(vault, "GET", path, Optional.empty()))) {
      case ApiAnswer.Done done ->
          new Asked<>(Optional.of(visit.parsed(type, done)), Optional.empty());
      case ApiAnswer.Refused refused ->
          new Asked<>(Optional.empty(), Optional.of(refused.problem()));
    };
  }

  /**
   * Reads.
   *
   * @throws RefusedException if the vault refuses
   */
  <T> T get(Class<T> type, Optional<String> vault, String path) {
    Asked<T> asked = ask(type, vault, path);
    return asked.value().orElseThrow(() -> new RefusedException(asked.refused().orElseThrow()));
  }

  /**
   * Asks for a change.
   *
   * @param body becomes JSON, if there is one
   * @throws RefusedException if the vault refuses
   */
  ApiAnswer.Done send(Optional<String> vault, String method, String path, Optional<Object> body) {
    return switch (vaults.call(new VaultCall(vault, method, path, body.map(VaultReader::json)))) {
      case ApiAnswer.Done done -> done;
      case ApiAnswer.Refused refused -> throw new RefusedException(refused.problem());
    };
  }

  /** What a vault would warn of if this was done; nothing is. */
  Preview preview(String vault, String method, String path, Optional<Object> body) {
    String dry = path + "?" + KEYS + "&freehold-dry-run=true";
    return switch (vaults.call(
        new VaultCall(Optional.of(vault), method, dry, body.map(VaultReader::json)))) {
      case ApiAnswer.Done done -> new Preview(warning(done), Optional.empty());
      case ApiAnswer.Refused refused ->
          new Preview(Optional.empty(), Optional.of(refused.problem()));
    };
  }

  /**
   * What would come of an act.
   *
   * @param warning in the vault's words, if there is one
   * @param refused why it would not be done
   */
  public record Preview(Optional<String> warning, Optional<Problem> refused) {}

  private static Optional<String> warning(ApiAnswer.Done done) {
    return done.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Freehold-Warning"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static byte[] json(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("what a form says has a form in JSON", impossible);
    }
  }

  /** The names of people, programs and groups; an id that nobody has stays an id. */
  Map<String, String> names(Collection<String> ids) {
    Map<String, String> names = new HashMap<>();
    ids.forEach(id -> names.put(id, id));
    if (!ids.isEmpty()
        && visit
                .api()
                .call(
                    new ApiCall(
                        "POST",
                        "/graph/v1.0/directoryObjects/getByIds",
                        "",
                        Optional.of(
                            json(
                                Map.of("ids", ids.stream().distinct().limit(MAX_NAMES).toList())))))
            instanceof ApiAnswer.Done done
        && done.status() == OK) {
      visit.parsed(DirectoryObjects.class, done).all().stream()
          .filter(object -> object.displayName() != null)
          .forEach(object -> names.put(object.id(), object.displayName()));
    }
    return names;
  }

  /** Whom a person means by a sign-in name, a display name of a program, or an id. */
  Optional<DirectoryObject> principal(String text) {
    if (isId(text)) {
      return Optional.of(new DirectoryObject(text, names(List.of(text)).get(text)));
    }
    return text.contains("@")
        ? directory("/users/" + RequestUri.encode(text), "", false)
        : directory(
            "/servicePrincipals",
            "$filter="
                + RequestUri.encode("displayName eq '%s'".formatted(text.replace("'", "''"))),
            true);
  }

  private static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private Optional<DirectoryObject> directory(String path, String query, boolean isList) {
    if (!(visit.api().call(ApiCall.get("/graph/v1.0" + path, query)) instanceof ApiAnswer.Done done
        && done.status() == OK)) {
      return Optional.empty();
    }
    return isList
        ? visit.parsed(DirectoryObjects.class, done).all().stream().findFirst()
        : Optional.of(visit.parsed(DirectoryObject.class, done));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DirectoryObjects(List<DirectoryObject> value) {
    /** Those that there are. */
    List<DirectoryObject> all() {
      return value == null ? List.of() : value;
    }
  }

  /** Somebody in the directory. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DirectoryObject(String id, String displayName) {}
}
