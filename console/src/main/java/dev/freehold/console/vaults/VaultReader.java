package dev.freehold.console.vaults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.api.VaultCall;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks vaults and what administers them, in the name of whoever visits a page. */
public final class VaultReader {

  /** The version of the API of vaults that the pages speak. */
  static final String KEYS = "api-version=7.5";

  /** The version of the API that administers them. */
  static final String MANAGEMENT = "api-version=2023-07-01";

  /** The version of the API of roles. */
  static final String ROLES = "api-version=2022-04-01";

  /** Where any vault is administered, for a recipe. */
  static final String ANY_VAULT =
      "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/NAME";

  private static final Pattern SKIP = Pattern.compile("[$]skiptoken=([0-9A-Za-z_.~%-]+)");
  private static final int NOT_FOUND = 404;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Visit visit;
  private final VaultApi vaults;

  VaultReader(Visit visit) {
    this.visit = visit;
    this.vaults = visit.api().vaults();
  }

  /** What a vault gave, or why it did not. */
  public record Asked<T>(Optional<T> value, Optional<Problem> refused) {}

  /** Where the vaults are; empty if this server has none. */
  Optional<String> domain() {
    return vaults.domain();
  }

  /** The address of a vault. */
  String address(String vault) {
    return "https://%s.%s".formatted(vault, domain().orElse("vault"));
  }

  /**
   * Where the next page of a list begins, percent-encoded.
   *
   * @param nextLink from the answer; null if there are no more
   */
  static Optional<String> position(String nextLink) {
    return Optional.ofNullable(nextLink)
        .map(SKIP::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /** The name of a vault's host. */
  static String host(VaultModels.VaultResource vault) {
    return URI.create(vault.properties().vaultUri()).getHost().toLowerCase(Locale.ROOT);
  }

  /** Where something is administered, for a recipe. */
  String management(String path) {
    return "https://management.%s%s".formatted(domain().orElse("SUFFIX"), path);
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
    return done(attempt(vault, method, path, body));
  }

  /**
   * Goes on if it was done.
   *
   * @throws RefusedException if not
   */
  static ApiAnswer.Done done(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done done -> done;
      case ApiAnswer.Refused refused -> throw new RefusedException(refused.problem());
    };
  }

  /** Asks for a change that is one of several, and says what came of it. */
  ApiAnswer attempt(Optional<String> vault, String method, String path, Optional<Object> body) {
    return vaults.call(new VaultCall(vault, method, path, body.map(VaultReader::json)));
  }

  /**
   * Who used the keys of a vault within 24 hours, but for the person; the newest uses first. Empty
   * if that is not known.
   */
  Optional<List<VaultModels.Use>> recentUses(VaultModels.VaultResource vault) {
    return ask(VaultModels.Uses.class, Optional.empty(), vault.id() + "/uses?" + MANAGEMENT)
        .value()
        .map(VaultModels.Uses::value);
  }

  /** The same of one principal. */
  Optional<List<VaultModels.Use>> recentUses(VaultModels.VaultResource vault, String principal) {
    return recentUses(vault)
        .map(uses -> uses.stream().filter(use -> principal.equalsIgnoreCase(use.by())).toList());
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

  static byte[] json(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("what a form says has a form in JSON", impossible);
    }
  }
}
