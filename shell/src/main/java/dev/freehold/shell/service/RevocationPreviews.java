package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the service says would become unreadable without some root keys, for people who are about to
 * end their use in a vault.
 *
 * @param readers the API as each of the accounts with which the shell is signed in; the first that
 *     may see policies is asked
 */
public record RevocationPreviews(List<Rest> readers) {

  private static final int MAX_POLICIES = 5;

  /** The totals are on the first page whatever its length. */
  private static final String PREVIEW = "/revocation-preview?max=1";

  /** Makes the list unmodifiable. */
  public RevocationPreviews {
    readers = List.copyOf(readers);
  }

  /**
   * A few lines for each policy that has such a root; none if no account may see policies.
   *
   * @param root tells of a root's address, with its version and in the form of {@link
   *     KeyAddress#normal}, whether it is meant
   */
  public List<String> lines(Predicate<String> root) {
    for (Rest reader : readers) {
      try {
        return lines(reader, root);
      } catch (RemoteException refused) {
        // This account may not see policies, or its server does not answer; another may.
      }
    }
    return List.of();
  }

  private static List<String> lines(Rest rest, Predicate<String> root) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String family : List.of("/api/v1/policies", "/api/v1/multi-workload-policies")) {
      for (JsonNode policy : AnswerJson.list(rest.get(family), "policies")) {
        if (mayHoldContent(policy)
            && AnswerJson.list(policy, "keys").stream()
                .flatMap(
                    key ->
                        AnswerJson.text(key, "versionUri")
                            .or(() -> AnswerJson.text(key, "uri"))
                            .stream())
                .anyMatch(uri -> root.test(KeyAddress.normal(uri)))) {
          names.put(
              family + "/" + RequestUri.encode(AnswerJson.text(policy, "id").orElse("")),
              AnswerJson.text(policy, "name").orElse(""));
        }
      }
    }
    for (JsonNode geo : AnswerJson.list(rest.get("/api/v1/geos"), "geos")) {
      String path =
          "/api/v1/geos/%s/policy"
              .formatted(RequestUri.encode(AnswerJson.text(geo, "code").orElse("")));
      JsonNode policy = rest.get(path);
      if (List.of("primaryKey", "secondaryKey").stream()
          .flatMap(member -> AnswerJson.text(policy, member).stream())
          .anyMatch(uri -> root.test(KeyAddress.normal(uri)))) {
        names.put(path, AnswerJson.text(geo, "code").orElse(""));
      }
    }
    List<String> lines = new ArrayList<>();
    names.entrySet().stream()
        .limit(MAX_POLICIES)
        .forEach(each -> lines.add(line(rest, each.getKey(), each.getValue())));
    if (names.size() > MAX_POLICIES) {
      lines.add("So it is for %d more policies.".formatted(names.size() - MAX_POLICIES));
    }
    return lines;
  }

  private static String line(Rest rest, String path, String name) {
    try {
      return line(rest.get(path + PREVIEW));
    } catch (RemoteException refused) {
      return "The policy '%s' has a root here. What it would take with it is not known: %s"
          .formatted(name, refused.getMessage());
    }
  }

  private static boolean mayHoldContent(JsonNode policy) {
    String state = AnswerJson.text(policy, "state").orElse("");
    return !state.equals("purged") && !state.equals("retired");
  }

  private static String line(JsonNode preview) {
    String name = AnswerJson.text(preview, "policyName").orElse("");
    return AnswerJson.flag(preview, "alreadyRefused")
        ? "The policy '%s' has a root here and is locked already.".formatted(name)
        : ("The policy '%s' has a root here. If none of its roots can be used, %s, become"
                + " unreadable.")
            .formatted(name, LossText.lost(preview.path("totals")));
  }
}
