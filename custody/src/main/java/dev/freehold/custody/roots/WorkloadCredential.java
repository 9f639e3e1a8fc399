package dev.freehold.custody.roots;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.freehold.custody.tokens.TokenReply;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;

/** One of the tenant's workloads as the SDK sees it. Gives tokens to allowed vaults only. */
final class WorkloadCredential implements TokenCredential {

  private static final String DEFAULT_SUFFIX = "/.default";

  private final VaultCaller caller;
  private final VaultCredentials credentials;
  private final VaultAllowList allowList;

  WorkloadCredential(VaultCaller caller, VaultCredentials credentials, VaultAllowList allowList) {
    this.caller = caller;
    this.credentials = credentials;
    this.allowList = allowList;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    List<String> scopes = request.getScopes();
    String scope = scopes.size() == 1 ? scopes.getFirst() : "";
    String audience =
        scope.endsWith(DEFAULT_SUFFIX)
            ? scope.substring(0, scope.length() - DEFAULT_SUFFIX.length())
            : "";
    if (!allowList.permitsAudience(audience)) {
      throw new WrongChallengeException("the vault asked for a token that is not for vaults");
    }
    try {
      TokenReply reply = credentials.tokenFor(caller, audience);
      return new AccessToken(reply.accessToken(), reply.expiresAt().atOffset(ZoneOffset.UTC));
    } catch (RuntimeException e) {
      throw new NoTokenException(e);
    }
  }

  /** A challenge that a sound vault does not send. */
  static final class WrongChallengeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongChallengeException(String message) {
      super(message);
    }
  }

  /** The issuer gave no token: nobody has asked the vault yet. */
  static final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTokenException(RuntimeException cause) {
      super("no token could be had for the vault", cause);
    }
  }
}
