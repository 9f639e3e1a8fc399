package dev.freehold.vault.server;

import dev.freehold.vault.keys.KeyPlane;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.LoginSite;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests for {@code login.SUFFIX} to whoever answers them. Never throws. Thread-safe. */
final class LoginHost {

  private static final Logger LOG = LoggerFactory.getLogger(LoginHost.class);

  private final Optional<LoginSite> site;
  private final URI own;

  LoginHost(Optional<LoginSite> site, URI own) {
    this.site = site;
    this.own = own;
  }

  Answer answer(WebRequest request) {
    try {
      return site.orElseThrow(KeyPlane::noVault).answer(request, own);
    } catch (WireError e) {
      return e.toAnswer();
    } catch (RequestRefusedException e) {
      return WireError.of(e).toAnswer();
    } catch (RuntimeException e) {
      LOG.error("a request for a token failed", e);
      return WireError.unavailable().toAnswer();
    }
  }
}
