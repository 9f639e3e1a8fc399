package dev.freehold.vault.server;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import java.io.IOException;
import java.util.Optional;

/**
 * Leads each request to the handler that answers for its host.
 *
 * @param suffix the domain of the vaults
 * @param login answers for {@code login.SUFFIX}
 * @param vaults answers for all other hosts
 */
record HostSwitch(String suffix, Optional<WebService> login, WebService vaults)
    implements WebService {

  @Override
  public void serve(WebRequest request, WebResponse response) throws IOException {
    Optional<WebService> asked =
        HostTarget.of(request.host(), suffix) instanceof HostTarget.Login
            ? login
            : Optional.empty();
    asked.orElse(vaults).serve(request, response);
  }

  @Override
  public void refuse(NotHttp refusal, WebResponse response) {
    vaults.refuse(refusal, response);
  }
}
