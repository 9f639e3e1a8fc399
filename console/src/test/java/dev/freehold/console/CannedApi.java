package dev.freehold.console;

import dev.freehold.console.api.Api;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.api.VaultApi;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An API of a test: it answers what the test has put in, and keeps what it was asked. */
final class CannedApi implements Api {

  static final String FORM_TOKEN = "token-of-this-session";

  private final Map<String, ApiAnswer> answers = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  private final List<ApiCall> calls = new ArrayList<>();
  private VaultApi vaults = VaultApi.none();
  private Optional<Problem> needsSignIn = Optional.empty();

  CannedApi() {
    on(
        "GET /api/v1/me",
        """
        {"objectId": "00000000-0000-0000-0000-000000000001", "displayName": "Grace",
         "userPrincipalName": "grace@contoso.example", "tenantName": "contoso",
         "roles": ["GLOBAL_ADMIN"]}\
        """);
  }

  /** Answers with JSON. */
  CannedApi on(String call, String json) {
    answers.put(call, new ApiAnswer.Done(200, Map.of(), json.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Refuses. */
  CannedApi refuse(String call, int status, String code, String detail) {
    answers.put(call, new ApiAnswer.Refused(new Problem(status, code, detail)));
    return this;
  }

  /** Lets nobody through. */
  CannedApi forbid(String call) {
    forbidden.add(call);
    return this;
  }

  /** Has these vaults beside it. */
  CannedApi with(VaultApi vaults) {
    this.vaults = vaults;
    return this;
  }

  /** The person signed in too long ago for what destroys or grants at the vaults. */
  CannedApi stale() {
    needsSignIn = Optional.of(new Problem(401, "step-up-needed", "sign in again"));
    return this;
  }

  @Override
  public Optional<Problem> needsSignIn() {
    return needsSignIn;
  }

  /** What was asked that was no reading, in order. */
  List<String> acts() {
    return calls.stream()
        .filter(call -> !call.method().equals("GET"))
        .map(
            call ->
                call.method()
                    + " "
                    + call.path()
                    + call.json()
                        .map(json -> " " + new String(json, StandardCharsets.UTF_8))
                        .orElse(""))
        .toList();
  }

  /** What was read, with its query in the order of names. */
  List<String> reads() {
    return calls.stream()
        .filter(call -> call.method().equals("GET"))
        .map(
            call ->
                "GET " + call.path() + (call.query().isEmpty() ? "" : "?" + sorted(call.query())))
        .toList();
  }

  private static String sorted(String query) {
    return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
  }

  @Override
  public boolean allows(String method, String path) {
    return !forbidden.contains(method + " " + path);
  }

  @Override
  public VaultApi vaults() {
    return vaults;
  }

  @Override
  public ApiAnswer call(ApiCall call) {
    calls.add(call);
    ApiAnswer answer = answers.get(call.method() + " " + call.path());
    return answer == null ? new ApiAnswer.Refused(ProblemException.notFound().problem()) : answer;
  }

  /** A request for a page. */
  ConsoleRequest read(String path) {
    return request(path, Optional.empty());
  }

  /** A form, which carries the token of its session. */
  ConsoleRequest submit(String path, String form) {
    return request(path, Optional.of(FormBody.parse("form_token=" + FORM_TOKEN + "&" + form)));
  }

  /** A form with a file, which carries the token of its session. */
  ConsoleRequest submitFile(String path, String policy, byte[] file) {
    String boundary = "----boundary-of-a-test";
    String start =
        """
        --%1$s\r
        Content-Disposition: form-data; name="form_token"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="to"\r
        \r
        %3$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="mailboxes.csv"\r
        Content-Type: text/csv\r
        \r
        """
            .formatted(boundary, FORM_TOKEN, policy);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(start.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return request(
        path,
        Optional.of(
            FormBody.parseMultipart(
                "multipart/form-data; boundary=" + boundary, body.toByteArray())));
  }

  /** A form without more than it says. */
  ConsoleRequest submitRaw(String path, String form) {
    return request(path, Optional.of(FormBody.parse(form)));
  }

  private ConsoleRequest request(String path, Optional<FormBody> form) {
    String[] parts = path.split("[?]", 2);
    RequestUri uri = RequestUri.parse(parts[0], parts.length > 1 ? parts[1] : "");
    return new ConsoleRequest(
        uri.segments().subList(1, uri.segments().size()),
        uri.query(),
        form,
        new ConsoleRequest.SignedIn(this, FORM_TOKEN));
  }
}
