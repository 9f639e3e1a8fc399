package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.people.CodeRequest;
import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.custody.tokens.Scopes;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a client sent a browser to the sign-in page with (RFC 6749, section 4.1.1, with PKCE). The
 * page carries it in its form, and it is checked again when that comes back. Unknown parameters are
 * ignored.
 *
 * @param code what the code will be good for
 * @param redirect where the browser takes the answer
 * @param mode how
 * @param state of the client, which gets it back, if it has one
 */
record BrowserAsk(
    CodeRequest code, RedirectUris.Allowed redirect, ResponseMode mode, Optional<String> state) {

  /** The only type of answer. */
  static final String CODE = "code";

  /** What a client may remember in its state, in characters. */
  static final int MAX_STATE_CHARS = 2048;

  private static final int MAX_NAME_CHARS = 254;
  private static final Pattern CLIENT_ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  /** Ways of asking that show the page, as it is shown without any of them. */
  private static final Set<String> PROMPTS = Set.of("login", "select_account", "consent", "");

  /** The parameters by their names. */
  interface Parameters {

    /** The value, if there is one. */
    Optional<String> get(String name);

    default String orEmpty(String name) {
      return get(name).orElse("");
    }

    /** Version 1 of the protocol and AD FS name a resource where version 2 names a scope. */
    default String scope() {
      return get("scope")
          .orElseGet(() -> get("resource").map(name -> name + "/.default").orElse(""));
    }
  }

  /** What comes of reading the parameters. */
  sealed interface Read {

    /** All is well. */
    record Good(BrowserAsk ask) implements Read {}

    /** The answer must not go where the parameters say; the person is told. */
    record Lost(String sentence) implements Read {}

    /** The client is told. */
    record Refused(ClientTarget target, ClientError error) implements Read {}
  }

  /**
   * Where an answer goes.
   *
   * @param redirect the address
   * @param mode how
   * @param state what the client gets back
   */
  record ClientTarget(RedirectUris.Allowed redirect, ResponseMode mode, Optional<String> state) {}

  /**
   * Why there is no code (RFC 6749, section 4.1.2.1).
   *
   * @param error the word for programs
   * @param description a sentence for people
   */
  record ClientError(String error, String description) {

    static ClientError invalid(String description) {
      return new ClientError("invalid_request", description);
    }
  }

  /**
   * Reads what a browser brings.
   *
   * @param api the address of this server's API, where its web console is, if it has one
   */
  static Read read(Parameters parameters, Optional<URI> api) {
    String clientId = parameters.orEmpty("client_id");
    if (!CLIENT_ID.matcher(clientId).matches()) {
      return new Read.Lost("The program does not say what it is by a client id, which is a GUID.");
    }
    Optional<RedirectUris.Allowed> redirect =
        RedirectUris.find(clientId, parameters.orEmpty("redirect_uri"), api);
    if (redirect.isEmpty()) {
      return new Read.Lost(
          "The program wants the answer at an address where it may not get it. Programs get it on"
              + " your own computer, at http://localhost or http://127.0.0.1.");
    }
    Optional<String> state = parameters.get("state");
    Optional<ResponseMode> mode =
        ResponseMode.of(parameters.get("response_mode").orElse(ResponseMode.QUERY.word()));
    ClientTarget target =
        new ClientTarget(
            redirect.get(),
            mode.orElse(ResponseMode.QUERY),
            state.filter(text -> isPrintable(text, MAX_STATE_CHARS)));
    Optional<ClientError> error =
        mode.isEmpty()
            ? Optional.of(ClientError.invalid("response_mode must be query or form_post"))
            : error(parameters, redirect.get().isOwn());
    if (error.isPresent()) {
      return new Read.Refused(target, error.get());
    }
    CodeRequest code =
        new CodeRequest(
            clientId,
            redirect.get().uri(),
            new CodeChallenge(parameters.orEmpty("code_challenge")),
            parameters.scope(),
            parameters.get("nonce"));
    return new Read.Good(new BrowserAsk(code, redirect.get(), target.mode, target.state));
  }

  private static Optional<ClientError> error(Parameters parameters, boolean isOwn) {
    if (!parameters.orEmpty("response_type").equals(CODE)) {
      return Optional.of(
          new ClientError("unsupported_response_type", "response_type must be code"));
    }
    if (parameters.get("request").isPresent()) {
      return Optional.of(new ClientError("request_not_supported", "request objects are not read"));
    }
    if (parameters.get("request_uri").isPresent()) {
      return Optional.of(
          new ClientError("request_uri_not_supported", "request objects are not read"));
    }
    if (!parameters.get("state").map(text -> isPrintable(text, MAX_STATE_CHARS)).orElse(true)) {
      return Optional.of(
          ClientError.invalid(
              "state must be at most %d printable characters".formatted(MAX_STATE_CHARS)));
    }
    if (!parameters
        .get("nonce")
        .map(text -> isPrintable(text, CustodyLimits.MAX_NONCE_CHARS))
        .orElse(true)) {
      return Optional.of(
          ClientError.invalid(
              "nonce must be at most %d printable characters"
                  .formatted(CustodyLimits.MAX_NONCE_CHARS)));
    }
    if (!parameters.orEmpty("code_challenge_method").equals(CodeChallenge.METHOD)
        || CodeChallenge.parse(parameters.orEmpty("code_challenge")).isEmpty()) {
      return Optional.of(
          ClientError.invalid(
              "code_challenge must be there, 43 characters of base64url, with"
                  + " code_challenge_method S256"));
    }
    return scopeError(parameters.scope(), isOwn).or(() -> promptError(parameters));
  }

  /** The console gets no token, so it needs to name no resource. */
  private static Optional<ClientError> scopeError(String scope, boolean isOwn) {
    if (isOwn && isPrintable(scope, CustodyLimits.MAX_SCOPE_CHARS)) {
      return Optional.empty();
    }
    try {
      Scopes.resourceOf(scope);
      return isPrintable(scope, CustodyLimits.MAX_SCOPE_CHARS)
          ? Optional.empty()
          : Optional.of(new ClientError("invalid_scope", "scope must be printable"));
    } catch (CustodyException refused) {
      return Optional.of(
          new ClientError(
              "invalid_scope", "ask for exactly one scope of the form <resource>/.default"));
    }
  }

  private static Optional<ClientError> promptError(Parameters parameters) {
    String prompt = parameters.orEmpty("prompt");
    if (prompt.equals("none")) {
      return Optional.of(
          new ClientError("login_required", "nobody is signed in before the page was shown"));
    }
    return PROMPTS.containsAll(Arrays.asList(prompt.split(" ", -1)))
        ? Optional.empty()
        : Optional.of(ClientError.invalid("prompt is not known"));
  }

  private static boolean isPrintable(String text, int maxChars) {
    return text.length() <= maxChars && PRINTABLE.matcher(text).matches();
  }

  /** The name that a client expects to sign in, to be typed no second time. */
  static String hint(Parameters parameters) {
    return parameters.get("login_hint").filter(hint -> hint.length() <= MAX_NAME_CHARS).orElse("");
  }

  ClientTarget target() {
    return new ClientTarget(redirect, mode, state);
  }

  /** Whether the web console of this server asks. */
  boolean isOfConsole() {
    return redirect.isOwn();
  }

  /** What the page's form carries, so that it can be read again. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", code.clientId());
    fields.put("response_type", CODE);
    fields.put("redirect_uri", redirect.uri());
    fields.put("response_mode", mode.word());
    fields.put("scope", code.scope());
    fields.put("code_challenge", code.challenge().text());
    fields.put("code_challenge_method", CodeChallenge.METHOD);
    state.ifPresent(text -> fields.put("state", text));
    code.nonce().ifPresent(text -> fields.put("nonce", text));
    return fields;
  }
}
