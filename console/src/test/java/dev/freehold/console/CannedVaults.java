package dev.freehold.console;

import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.api.VaultCall;
import dev.freehold.web.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vaults of a test: they answer what the test has put in, and keep what they were asked. */
final class CannedVaults implements VaultApi {

  private final Map<String, ApiAnswer> answers = new HashMap<>();
  private final List<String> acts = new ArrayList<>();
  private final List<String> reads = new ArrayList<>();
  private final Map<String, String> ending = new HashMap<>();

  /** Answers with JSON; the call is a method, a vault or {@code management}, and a path. */
  CannedVaults on(String call, String json) {
    return on(call, Map.of(), json);
  }

  /** The same with headers. */
  CannedVaults on(String call, Map<String, String> headers, String json) {
    answers.put(call, new ApiAnswer.Done(200, headers, json.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Refuses. */
  CannedVaults refuse(String call, int status, String code) {
    answers.put(call, new ApiAnswer.Refused(new Problem(status, code, "refused by the vault")));
    return this;
  }

  /** From the call {@code act} on, which is done, refuses the call {@code read}. */
  CannedVaults once(String act, String read) {
    ending.put(act, read);
    return on(act, "{}");
  }

  /** What was read, in order. */
  List<String> reads() {
    return List.copyOf(reads);
  }

  /** What was asked that was no reading, in order. */
  List<String> acts() {
    return List.copyOf(acts);
  }

  @Override
  public Optional<String> domain() {
    return Optional.of("vault.example");
  }

  @Override
  public ApiAnswer call(VaultCall call) {
    String asked =
        "%s %s %s".formatted(call.method(), call.vault().orElse("management"), call.path());
    if (ending.containsKey(asked)) {
      refuse(ending.get(asked), 503, "vault-did-not-answer");
    }
    if (call.method().equals("GET")) {
      reads.add(asked);
    } else {
      acts.add(
          asked
              + call.json().map(json -> " " + new String(json, StandardCharsets.UTF_8)).orElse(""));
    }
    ApiAnswer answer = answers.get(asked);
    return answer == null
        ? new ApiAnswer.Refused(
            new Problem(403, "AccessDenied", "does not have the permission for " + asked))
        : answer;
  }
}
