package dev.freehold.custody.roots;

import com.azure.core.exception.HttpResponseException;
import dev.freehold.custody.roots.RootFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Turns what the SDK throws into one of the three kinds of failure. */
final class FailureClassifier {

  private static final int MAX_CAUSES = 16;
  private static final int MAX_CODE_CHARS = 64;
  private static final String KEY_NOT_FOUND = RootFailure.KEY_NOT_FOUND;

  private FailureClassifier() {}

  static RootFailure classify(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      RootFailure known = known(cause);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    return wrong("unreadable-answer", "the vault's answer could not be understood");
  }

  private static RootFailure known(Throwable thrown) {
    return switch (thrown) {
      case HttpResponseException e when e.getResponse() != null -> ofResponse(e);
      case WorkloadCredential.WrongChallengeException e -> wrong("wrong-challenge", e.getMessage());
      case WorkloadCredential.NoTokenException e -> ofNoToken(e);
      // Nobody was asked, so nothing was silent: where the service may not ask is its own doing.
      case VaultNotAllowedException e -> wrong(RootFailure.VAULT_NOT_ALLOWED, e.getMessage());
      case SSLException _ ->
          silent("tls", "no trusted connection: check the vault's certificate and its name");
      case TimeoutException _ -> silent("timeout", "the vault did not answer in time");
      case InterruptedException _ -> silent("timeout", "the call was given up");
      case IOException e when isJson(e) ->
          wrong("unreadable-answer", "the vault's answer is not the JSON it should be");
      case IOException _ -> silent("network", "the vault could not be reached");
      default -> null;
    };
  }

  /**
   * Only an issuer that could not be reached was silent. One that refuses has answered, and where
   * the service's own rows or keys gave no token nobody was asked.
   */
  private static RootFailure ofNoToken(WorkloadCredential.NoTokenException thrown) {
    return thrown.getCause() instanceof UncheckedIOException
        ? silent(RootFailure.NO_TOKEN, thrown.getMessage())
        : wrong(RootFailure.NO_TOKEN, thrown.getMessage());
  }

  /** The SDK keeps its JSON parser's exceptions, which are IOExceptions, in its own package. */
  private static boolean isJson(IOException thrown) {
    return thrown.getClass().getName().startsWith("com.azure.json.");
  }

  private static RootFailure ofResponse(HttpResponseException thrown) {
    int status = thrown.getResponse().getStatusCode();
    String code = errorCode(thrown.getValue(), "http-" + status);
    return switch (status) {
      // The vault does not know us: its tenant or our issuer was changed. It answered, with no.
      case 401 -> refused(code, "the vault does not accept the service's identity");
      case 403 -> refused(code, "the vault does not let the service use the key");
      case 404 ->
          refused(
              errorCode(thrown.getValue(), KEY_NOT_FOUND), "the vault has no such key or version");
      case 409 -> refused(code, "the key is being deleted or recovered");
      case 408, 429 -> silent(code, "the vault is too busy");
      default -> {
        if (RootFailure.REFUSED_ROWS.contains(code)) {
          yield wrong(code, "the vault's database was changed outside the vault");
        }
        yield status >= 500
            ? silent(code, "the vault has a fault of its own")
            : wrong(code, "the vault answered with status " + status);
      }
    };
  }

  /** The innermost error code of a Key Vault error body, which names the cause most exactly. */
  private static String errorCode(Object body, String otherwise) {
    String found = otherwise;
    Object at = body instanceof Map<?, ?> members ? members.get("error") : null;
    while (at instanceof Map<?, ?> error) {
      if (error.get("code") instanceof String code && isPlain(code)) {
        found = code;
      }
      at = error.get("innererror");
    }
    return found;
  }

  private static boolean isPlain(String code) {
    return !code.isEmpty()
        && code.length() <= MAX_CODE_CHARS
        && code.toLowerCase(Locale.ROOT).chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
  }

  private static RootFailure refused(String code, String detail) {
    return new RootFailure(Kind.REFUSED, code, detail);
  }

  private static RootFailure silent(String code, String detail) {
    return new RootFailure(Kind.DID_NOT_ANSWER, code, detail);
  }

  static RootFailure wrong(String code, String detail) {
    return new RootFailure(Kind.WRONG_ANSWER, code, detail);
  }
}
